import { db, isOrphan } from '@/utils/data/db.server';
import { AppError } from '@/utils/base/errors';

/** What the person calls their passkeys, by the id of the passkey at Authsignal. */
export async function passkeyNames(userId: string): Promise<Map<string, string>> {
  const rows = await db().passkeyName.findMany({ where: { userId } });
  return new Map(rows.map(({ authenticatorId, name }) => [authenticatorId, name]));
}

/** Throws `not_signed_in` where the account was deleted meanwhile. */
export async function setPasskeyName(userId: string, authenticatorId: string, name: string) {
  const naming = db().passkeyName.upsert({
    where: { userId_authenticatorId: { userId, authenticatorId } },
    create: { userId, authenticatorId, name },
    update: { name },
  });
  await naming.catch((error: unknown) => {
    throw isOrphan(error) ? new AppError('not_signed_in') : error;
  });
}

export async function forgetPasskeyName(userId: string, authenticatorId: string) {
  await db().passkeyName.deleteMany({ where: { userId, authenticatorId } });
}
