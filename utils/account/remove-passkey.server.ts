import type { NextApiRequest } from 'next';
import type { Session } from 'next-auth';
import { z } from 'zod';

import { idSchema } from '@/utils/passkey-list/answers';
import { deleteAuthenticator } from '@/utils/passkey-list/users.server';
import { changeName, noteOrigin } from '@/utils/change-mails/change-origin.server';
import { AppError } from '@/utils/base/errors';
import { insist, nowOrLater } from '@/utils/data/retry-in-background.server';
import { log } from '@/utils/base/log.server';
import { forgetPasskeyName } from '@/utils/account/passkey-names.server';
import { tellOfChange } from '@/utils/change-mails/report-change.server';
import { findPasskey } from '@/utils/account/passkeys.server';
import { consume } from '@/utils/limits/rate-limits.server';
import { endSessionsOfPasskey } from '@/utils/account/session-passkeys.server';
import { spendTokensOfPasskey } from '@/utils/account/spend-tokens-of-passkey.server';

const removalSchema = z.object({ signOut: z.boolean().default(false) }).default({ signOut: false });

/**
 * Removes the passkey that the request names, be it the last one: the mail remains. Where the body
 * says `signOut`, the person's other sessions that it has or may have opened end first, so that asking
 * again finishes what was cut short. Throws `invalid_request`, `too_many_requests`, `passkeys_unavailable`,
 * and `not_found` for what is gone already, of which the rest is then done.
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
  // Whoever has used it just before may still be on the way here, or have arrived meanwhile.
  const keepOut = async () => {
    await spendTokensOfPasskey(user.id, id);
    if (parsed.data.signOut) await endSessionsOfPasskey(session, id);
  };

  await consume('passkey_changes_per_user', user.id);
  const passkey = await findPasskey(session, id);
  if (!passkey) {
    // It may have been removed elsewhere, or before, and the answer have been lost.
    await keepOut();
    throw new AppError('not_found');
  }
  const change = {
    kind: 'passkey_removed',
    userId: user.id,
    id,
    at: new Date().toISOString(),
    passkey: passkey.provider ?? undefined,
  } as const;

  await noteOrigin(changeName(change.kind, user.id, id), req);
  if (parsed.data.signOut) await endSessionsOfPasskey(session, id);
  try {
    await deleteAuthenticator(user.id, id);
  } catch (error) {
    // Its answer may have been lost, and the passkey be gone.
    const settle = async () => {
      await keepOut();
      if (!(await findPasskey(session, id))) await tellOfChange(change);
    };
    insist(settle);
    throw error;
  }
  log.info({ event: 'passkey_removed', userId: user.id, authenticatorId: id });

  await tellOfChange(change);
  await nowOrLater(keepOut);
  // The passkey is gone, and nothing shows its name any more.
  await forgetPasskeyName(user.id, id).catch(() => {});
}
