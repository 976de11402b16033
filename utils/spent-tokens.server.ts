import { getPasskeyActions } from '@/utils/authsignal-user.server';
import { db, table } from '@/utils/db.server';
import { newSession } from '@/utils/new-session.server';
import { onceAMinute } from '@/utils/once-a-minute.server';
import { SIGN_IN_ACTION } from '@/utils/passkey-actions';
import { RESULT_LIFE_MS } from '@/utils/passkey-result.server';

/** Long after a row is needed: an older token is refused for its age alone. */
const KEEP_MS = 2 * RESULT_LIFE_MS;

/** Longer than a challenge waits for its answer, and the answer to be brought. */
const UNSPENT_MS = 60 * 60_000;

const purge = onceAMinute((now) =>
  db().spentToken.deleteMany({ where: { spentAt: { lt: new Date(now - KEEP_MS) } } }),
);

interface Owner {
  id: string;
  email: string;
  /** False for all but one of the requests that bring the token, on whichever instance they arrive. */
  isFirst: boolean;
}

/**
 * Spends a sign-in token on a session of its owner. Returns the owner with the session's id, or nothing
 * where that user is gone.
 *
 * A unique row in the shared database decides which of several requests is the first. One statement, so
 * that neither a spent token nor a session is ever there without the other, and because queries are
 * what most of a sign-in's time goes into.
 */
export async function spendOnSession({
  userId,
  idempotencyKey,
  userAgent,
}: {
  userId: string;
  idempotencyKey: string;
  userAgent: string | null;
}): Promise<(Owner & { sid: string }) | undefined> {
  await purge();

  return newSession(async ({ sessionToken: sid, createdAt, expires }) => {
    const [owner] = await db().$queryRaw<Owner[]>`
      WITH "owner" AS (SELECT "id", "email" FROM ${table('User')} WHERE "id" = ${userId}),
      "spent" AS (
        INSERT INTO ${table('SpentToken')} ("userId", "action", "idempotencyKey", "spentAt")
        SELECT "id", ${SIGN_IN_ACTION}, ${idempotencyKey}, ${createdAt} FROM "owner"
        ON CONFLICT DO NOTHING RETURNING "userId"
      ),
      "opened" AS (
        INSERT INTO ${table('Session')} ("id", "sessionToken", "userId", "method", "userAgent",
                               "challengeKey", "createdAt", "lastSeenAt", "expires")
        SELECT ${sid}, ${sid}, "userId", 'passkey', ${userAgent},
               ${idempotencyKey}, ${createdAt}, ${createdAt}, ${expires}
        FROM "spent"
      )
      SELECT "id", "email", EXISTS (SELECT 1 FROM "spent") AS "isFirst" FROM "owner"`;
    return owner && { ...owner, sid };
  });
}

/**
 * Spends the tokens that the passkey has brought about, or nobody knows which one: for good, also those
 * that a session was opened with. Throws `passkeys_unavailable`.
 */
export async function spendTokensOfPasskey(userId: string, authenticatorId: string): Promise<void> {
  const spentAt = new Date();
  const since = new Date(spentAt.getTime() - UNSPENT_MS);
  const keys = (await getPasskeyActions(userId, SIGN_IN_ACTION, since))
    .filter(({ verifiedByAuthenticatorId: by = authenticatorId }) => by === authenticatorId)
    .map(({ idempotencyKey }) => idempotencyKey);

  const spent = { userId, action: SIGN_IN_ACTION, spentAt };
  await db().spentToken.createMany({
    data: keys.map((idempotencyKey) => ({ ...spent, idempotencyKey })),
    skipDuplicates: true,
  });
  await db().spentToken.updateMany({
    where: { userId, action: SIGN_IN_ACTION, idempotencyKey: { in: keys } },
    data: { spentAt },
  });
}
