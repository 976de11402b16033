import type { NextApiRequest } from 'next';
import type { Session } from 'next-auth';
import { z } from 'zod';

import { forgetPasskeyName } from '@/utils/account/passkey-names.server';
import { findPasskey } from '@/utils/account/passkeys.server';
import { endSessionsOfPasskey } from '@/utils/account/session-passkeys.server';
import { spendTokensOfPasskey } from '@/utils/account/spend-tokens-of-passkey.server';
import { AppError } from '@/utils/base/errors';
import { log } from '@/utils/base/log.server';
import { changeName, recordRequester } from '@/utils/change-mails/change-origin.server';
import { sendChangeMail } from '@/utils/change-mails/report-change.server';
import { retryInBackground, tryOrRetry } from '@/utils/data/retry-in-background.server';
import { consume } from '@/utils/limits/rate-limits.server';
import { idSchema } from '@/utils/passkey-list/answers';
import { deleteAuthenticator } from '@/utils/passkey-list/users.server';

const removalSchema = z.object({ signOut: z.boolean().default(false) }).default({ signOut: false });

/**
 * Removes the passkey that the request names, even the last one: the mailed link remains. With `signOut`,
 * the user's other sessions that it has or may have opened end, too. It is idempotent: asked again after an
 * error, it finishes. Throws `invalid_request`, `too_many_requests`, `passkeys_unavailable`, or `not_found`
 * for a passkey that was removed before, when the rest is done.
 */
export async function removePasskey(
  req: NextApiRequest,
  session: Session,
  body: unknown,
): Promise<void> {
  const parsed = removalSchema.safeParse(body);
  if (!parsed.success) throw new AppError('invalid_request');
  const { data: id } = idSchema.safeParse(req.query.id);
  if (!id) throw new AppError('not_found');
  const { user } = session;
  const revokeAccess = async () => {
    await spendTokensOfPasskey(user.id, id); // guard: spend-removed
    if (parsed.data.signOut) await endSessionsOfPasskey(session, id);
  };

  await consume('passkey_changes_per_user', user.id); // guard: limit-changes
  const passkey = await findPasskey(session, id);
  if (!passkey) {
    await revokeAccess();
    throw new AppError('not_found');
  }
  const change = {
    kind: 'passkey_removed',
    userId: user.id,
    id,
    at: new Date().toISOString(),
    passkey: passkey.provider ?? undefined,
  } as const;
  await recordRequester(changeName(change.kind, user.id, id), req);
  // Before the removal, so that a failure leaves the passkey in the list, to ask again for both.
  if (parsed.data.signOut) await endSessionsOfPasskey(session, id);
  try {
    await deleteAuthenticator(user.id, id);
  } catch (error) {
    // Only the answer may be lost, and the passkey be gone.
    retryInBackground(async () => {
      await revokeAccess();
      if (!(await findPasskey(session, id))) await sendChangeMail(change);
    });
    throw error;
  }
  log.info({ event: 'passkey_removed', userId: user.id, authenticatorId: id });

  await sendChangeMail(change);
  // A sign-in with it may have begun before the removal and come through since.
  await tryOrRetry(revokeAccess); // guard: revoke-again
  await forgetPasskeyName(user.id, id).catch(() => {});
}
