import type { Session } from 'next-auth';
import { z } from 'zod';

import { passkeyOfSession } from '@/utils/account/passkey-sign-ins.server';
import { AppError } from '@/utils/base/errors';
import { log } from '@/utils/base/log.server';
import { passkeySettings } from '@/utils/base/passkey-settings.server';
import { db, isOrphan } from '@/utils/data/db.server';
import { consume } from '@/utils/limits/rate-limits.server';
import {
  describePasskeys,
  type Passkey as ListedPasskey,
} from '@/utils/passkey-list/describe-passkey.server';
import { passkeyName } from '@/utils/passkey-list/display-name';
import { getAuthenticators } from '@/utils/passkey-list/users.server';

/** A passkey as the account page shows it. */
export type Passkey = ListedPasskey & { openedThisSession: boolean };

/** The user's passkeys, newest first. Throws `passkeys_unavailable`. */
export async function listPasskeys(session: Session): Promise<Passkey[]> {
  const userId = session.user.id;
  const [authenticators, names, opener] = await Promise.all([
    getAuthenticators(userId, passkeySettings),
    db().passkeyName.findMany({ where: { userId } }),
    passkeyOfSession(session),
  ]);
  const nameOf = new Map(names.map(({ authenticatorId, name }) => [authenticatorId, name]));
  return describePasskeys(authenticators, nameOf).map((passkey) => ({
    ...passkey,
    openedThisSession: passkey.id === opener,
  }));
}

/** A passkey of this user, and of no other, by its id. Throws `passkeys_unavailable`. */
export async function findPasskey(session: Session, id: unknown): Promise<Passkey | undefined> {
  return (await listPasskeys(session)).find((own) => own.id === id);
}

const renamingSchema = z.object({ name: z.string() });

/**
 * Names a passkey of the user. Throws `invalid_request`, `bad_passkey_name`, `too_many_requests`,
 * `passkeys_unavailable`, `not_found`, or `not_signed_in` if the account was deleted meanwhile.
 */
export async function renamePasskey(session: Session, id: unknown, body: unknown) {
  const parsed = renamingSchema.safeParse(body);
  if (!parsed.success) throw new AppError('invalid_request');
  const name = passkeyName(parsed.data.name);
  if (!name) throw new AppError('bad_passkey_name');

  const userId = session.user.id;
  await consume('passkey_changes_per_session', session.sid); // guard: limit-names
  const passkey = await findPasskey(session, id);
  if (!passkey) throw new AppError('not_found');

  const named = { userId, authenticatorId: passkey.id };
  const naming = db().passkeyName.upsert({
    where: { userId_authenticatorId: named },
    create: { ...named, name },
    update: { name },
  });
  await naming.catch((error: unknown) => {
    throw isOrphan(error) ? new AppError('not_signed_in') : error;
  });
  log.info({ event: 'passkey_renamed', ...named });
  return { ...passkey, name };
}
