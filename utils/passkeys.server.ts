import type { Session } from 'next-auth';
import { z } from 'zod';

import { deleteAuthenticator, getAuthenticators } from '@/utils/authsignal.server';
import { describePasskey, type Passkey } from '@/utils/describe-passkey.server';
import { AppError } from '@/utils/errors';
import { log } from '@/utils/log.server';
import { passkeyName } from '@/utils/passkey-name';
import { forgetPasskeyName, passkeyNames, setPasskeyName } from '@/utils/passkey-names.server';
import { passkeyOfSession } from '@/utils/session-passkeys.server';

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

/** Names a passkey of the person. Throws `invalid_request`, `bad_passkey_name` or `not_found`. */
export async function renamePasskey(session: Session, id: unknown, body: unknown) {
  const parsed = renamingSchema.safeParse(body);
  if (!parsed.success) throw new AppError('invalid_request');
  const name = passkeyName(parsed.data.name);
  if (!name) throw new AppError('bad_passkey_name');

  const passkey = await findPasskey(session, id);
  await setPasskeyName(session.user.id, passkey.id, name);
  log.info({ event: 'passkey_renamed', userId: session.user.id, authenticatorId: passkey.id });
  return { ...passkey, name };
}

/** Removes a passkey of the person, be it the last one: the mail remains. Throws `not_found`. */
export async function removePasskey(session: Session, id: unknown): Promise<void> {
  const passkey = await findPasskey(session, id);
  await deleteAuthenticator(session.user.id, passkey.id);
  log.info({ event: 'passkey_removed', userId: session.user.id, authenticatorId: passkey.id });
  await forgetPasskeyName(session.user.id, passkey.id);
}

/**
 * Only an id in the person's own list goes on to Authsignal. Another person's is `not_found`, just
 * as one that nobody has.
 */
async function findPasskey(session: Session, id: unknown): Promise<Passkey> {
  const passkey = (await listPasskeys(session)).find((own) => own.id === id);
  if (!passkey) throw new AppError('not_found');
  return passkey;
}
