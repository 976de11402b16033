import { onceAMinute } from '@/utils/data/at-most-once-a-minute.server';
import { db, table } from '@/utils/data/db.server';
import { RESULT_LIFE_MS } from '@/utils/passkeys/check-result.server';
import { SIGN_IN_ACTION, type SignInSettings } from '@/utils/passkeys/settings.server';
import { newSession } from '@/utils/sessions/open-session.server';

/** Long after a row is needed: an older token is refused for its age alone. */
const KEEP_MS = 2 * RESULT_LIFE_MS;

const purge = onceAMinute((now) =>
  db().spentToken.deleteMany({ where: { spentAt: { lt: new Date(now - KEEP_MS) } } }),
);

/**
 * Spends a sign-in token on a session of its user. Answers with the user and the session's id, false if
 * the token was spent before, and null if there is no such user.
 *
 * A unique row in the shared database decides which of several requests is the first. It is one statement,
 * so that neither a spent token nor a session is ever there without the other, and because queries are
 * what most of a sign-in's time goes into.
 */
export const spendOnSession: SignInSettings['spend'] = async ({ userId, key }, { headers }) => {
  await purge();

  return newSession(async ({ sessionToken: sid, createdAt, expires }) => {
    const [owner] = await db().$queryRaw<{ id: string; email: string; isFirst: boolean }[]>`
      WITH "owner" AS (SELECT "id", "email" FROM ${table('User')} WHERE "id" = ${userId}),
      "spent" AS (
        INSERT INTO ${table('SpentToken')} ("userId", "action", "idempotencyKey", "spentAt")
        SELECT "id", ${SIGN_IN_ACTION}, ${key}, ${createdAt} FROM "owner"
        ON CONFLICT DO NOTHING RETURNING "userId"
      ),
      "opened" AS (
        INSERT INTO ${table('Session')} ("id", "sessionToken", "userId", "method", "userAgent",
                               "challengeKey", "createdAt", "lastSeenAt", "expires")
        SELECT ${sid}, ${sid}, "userId", 'passkey', ${headers['user-agent'] ?? null},
               ${key}, ${createdAt}, ${createdAt}, ${expires}
        FROM "spent"
      )
      SELECT "id", "email", EXISTS (SELECT 1 FROM "spent") AS "isFirst" FROM "owner"`;
    if (!owner) return null;
    return owner.isFirst && { id: owner.id, email: owner.email, sid };
  });
};
