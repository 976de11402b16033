import type { NextApiRequest } from 'next';
import type { Session } from 'next-auth';
import { z } from 'zod';

import { deleteAuthenticator, getAuthenticators } from '@/utils/authsignal-user.server';
import { changeName, noteOrigin } from '@/utils/change-origin.server';
import { describePasskey, type Passkey } from '@/utils/describe-passkey.server';
import { AppError } from '@/utils/errors';
import { insist, nowOrLater } from '@/utils/insist.server';
import { log } from '@/utils/log.server';
import { passkeyName } from '@/utils/passkey-name';
import { forgetPasskeyName, passkeyNames, setPasskeyName } from '@/utils/passkey-names.server';
import { tellOfChange } from '@/utils/passkey-news.server';
import { consume } from '@/utils/rate-limits.server';
import { endSessionsOfPasskey, passkeyOfSession } from '@/utils/session-passkeys.server';
import { spendTokensOfPasskey } from '@/utils/spent-tokens.server';

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
 * Names a passkey of the person. Throws `invalid_request`, `bad_passkey_name`,
 * `too_many_requests` or `not_found`.
 */
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

const removalSchema = z.object({ signOut: z.boolean().default(false) }).default({ signOut: false });

/**
 * Removes the passkey that the request names, be it the last one: the mail remains. Where the body
 * says `signOut`, the person's other sessions that it has or may have opened end first, so that asking
 * again finishes what was cut short. Throws `invalid_request`, `too_many_requests`, `not_found` or
 * `passkeys_unavailable`.
 */
export async function removePasskey(
  req: NextApiRequest,
  session: Session,
  body: unknown,
): Promise<void> {
  const parsed = removalSchema.safeParse(body);
  if (!parsed.success) throw new AppError('invalid_request');
  const { id, provider } = await findPasskey(session, req.query.id);
  const { user } = session;

  await noteOrigin(changeName('passkey_removed', id), req);
  if (parsed.data.signOut) await endSessionsOfPasskey(session, id);
  // Whoever has used it just before may still be on the way here, or have arrived meanwhile.
  const keepOut = async () => {
    await spendTokensOfPasskey(user.id, id);
    if (parsed.data.signOut) await endSessionsOfPasskey(session, id);
  };
  try {
    await deleteAuthenticator(user.id, id);
  } catch (error) {
    // The answer may have been lost, and the passkey be gone: then nobody can ask again.
    insist(keepOut);
    throw error;
  }
  log.info({ event: 'passkey_removed', userId: user.id, authenticatorId: id });

  const change = { kind: 'passkey_removed', userId: user.id, id } as const;
  await tellOfChange({ ...change, at: new Date().toISOString(), passkey: provider ?? undefined });
  await nowOrLater(keepOut);
  // The passkey is gone, and nothing shows its name any more.
  await forgetPasskeyName(user.id, id).catch(() => {});
}

/**
 * Only an id in the person's own list goes on to Authsignal. Another person's is `not_found`, just
 * as one that nobody has.
 */
async function findPasskey(session: Session, id: unknown): Promise<Passkey> {
  await consume('passkey_changes_per_user', session.user.id);
  const passkey = (await listPasskeys(session)).find((own) => own.id === id);
  if (!passkey) throw new AppError('not_found');
  return passkey;
}
