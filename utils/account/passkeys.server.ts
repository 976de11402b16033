import type { Session } from 'next-auth';
import { z } from 'zod';

import { getAuthenticators } from '@/utils/passkey-list/users.server';
import { describePasskey, type Passkey } from '@/utils/passkey-list/describe-passkey.server';
import { AppError } from '@/utils/base/errors';
import { log } from '@/utils/base/log.server';
import { passkeyName } from '@/utils/passkey-list/display-name';
import { passkeyNames, setPasskeyName } from '@/utils/account/passkey-names.server';
import { consume } from '@/utils/limits/rate-limits.server';
import { passkeyOfSession } from '@/utils/account/session-passkeys.server';

/** The person's own passkeys, newest first. Throws `passkeys_unavailable`. */
export async function listPasskeys({ user, sid }: Session): Promise<Passkey[]> {
  const [authenticators, names, opener] = await Promise.all([
    getAuthenticators(user.id),
    passkeyNames(user.id),
    passkeyOfSession(user.id, sid),
  ]);
  return authenticators
    .filter(({ verificationMethod }) => verificationMethod === 'PASSKEY')
    .map((authenticator) => describePasskey(authenticator, names, opener))
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

const renamingSchema = z.object({ name: z.string() });

/**
 * Names a passkey of the person. Throws `invalid_request`, `bad_passkey_name`, `too_many_requests`,
 * `passkeys_unavailable` or `not_found`.
 */
export async function renamePasskey(session: Session, id: unknown, body: unknown) {
  const parsed = renamingSchema.safeParse(body);
  if (!parsed.success) throw new AppError('invalid_request');
  const name = passkeyName(parsed.data.name);
  if (!name) throw new AppError('bad_passkey_name');

  await consume('passkey_changes_per_user', session.user.id);
  const passkey = await findPasskey(session, id);
  if (!passkey) throw new AppError('not_found');
  await setPasskeyName(session.user.id, passkey.id, name);
  log.info({ event: 'passkey_renamed', userId: session.user.id, authenticatorId: passkey.id });
  return { ...passkey, name };
}

/**
 * Only an id in the person's own list goes into a path at Authsignal. Another person's is as one that
 * nobody has.
 */
export async function findPasskey(session: Session, id: unknown): Promise<Passkey | undefined> {
  return (await listPasskeys(session)).find((own) => own.id === id);
}
