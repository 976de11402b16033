import type { NextApiRequest } from 'next';
import type { Session } from 'next-auth';
import { z } from 'zod';

import {
  endSessionsOfPasskey,
  spendTokensOfPasskey,
} from '@/utils/account/passkey-sign-ins.server';
import { findPasskey } from '@/utils/account/passkeys.server';
import { AppError } from '@/utils/base/errors';
import { log } from '@/utils/base/log.server';
import { passkeySettings } from '@/utils/base/passkey-settings.server';
import { changeName, recordRequester } from '@/utils/change-mails/change-origin.server';
import { sendChangeMail } from '@/utils/change-mails/report-change.server';
import { db } from '@/utils/data/db.server';
import { retryInBackground, tryOrRetry } from '@/utils/data/retry-in-background.server';
import { consume } from '@/utils/limits/rate-limits.server';
import { idSchema } from '@/utils/passkey-list/answers';
import { deleteAuthenticator } from '@/utils/passkey-list/users.server';

const removalSchema = z.object({ signOut: z.boolean().default(false) }).prefault({});

/** The id of the passkey to remove, and `signOut`. Throws `invalid_request`, or `not_found` if the id cannot be one. */
export function readRemoval(queried: unknown, body: unknown) {
  const parsed = removalSchema.safeParse(body);
  if (!parsed.success) throw new AppError('invalid_request');
  const { data: id } = idSchema.safeParse(queried);
  if (!id) throw new AppError('not_found');
  return { id, ...parsed.data };
}

/**
 * Removes a passkey, even the last one, because the mailed link remains. With `signOut`, the user's other
 * sessions that it has or may have opened end, too. It is idempotent: asked again after an error, it finishes.
 * Throws `too_many_requests`, `passkeys_unavailable`, or `not_found`.
 */
export async function removePasskey(
  req: NextApiRequest,
  session: Session,
  { id, signOut }: ReturnType<typeof readRemoval>,
): Promise<void> {
  const { user } = session;
  const endSessions = async () => {
    if (signOut) await endSessionsOfPasskey(session, id);
  };
  const revokeAccess = async () => {
    await spendTokensOfPasskey(user.id, id); // guard: spend-removed
    await endSessions();
  };

  await consume('passkey_changes_per_session', session.sid); // guard: limit-changes
  const passkey = await findPasskey(session, id);
  if (!passkey) {
    // It was removed elsewhere, or an earlier request did not finish.
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
  await recordRequester(changeName(change.kind, user.id, id), user.id, req);
  // Before the removal: if it fails, the passkey stays in the list, and the user can try again.
  await endSessions();
  try {
    await deleteAuthenticator(user.id, id, passkeySettings);
  } catch (error) {
    // It may have succeeded, and only the answer is lost.
    retryInBackground(async () => {
      await revokeAccess();
      if (!(await findPasskey(session, id))) await sendChangeMail(change);
    });
    throw error;
  }
  log.info({ event: 'passkey_removed', userId: user.id, authenticatorId: id });

  await sendChangeMail(change);
  // A sign-in that began before the removal may have succeeded since.
  await tryOrRetry(revokeAccess); // guard: revoke-again
  const name = { userId: user.id, authenticatorId: id };
  await db()
    .passkeyName.deleteMany({ where: name })
    .catch(() => {});
}
