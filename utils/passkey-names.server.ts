import { db } from '@/utils/db.server';

/** What the person calls their passkeys, by the id of the passkey at Authsignal. */
export async function passkeyNames(userId: string): Promise<Map<string, string>> {
  const rows = await db().passkeyName.findMany({ where: { userId } });
  return new Map(rows.map(({ authenticatorId, name }) => [authenticatorId, name]));
}

export async function setPasskeyName(userId: string, authenticatorId: string, name: string) {
  await db().passkeyName.upsert({
    where: { userId_authenticatorId: { userId, authenticatorId } },
    create: { userId, authenticatorId, name },
    update: { name },
  });
}

export async function forgetPasskeyName(userId: string, authenticatorId: string) {
  await db().passkeyName.deleteMany({ where: { userId, authenticatorId } });
}
