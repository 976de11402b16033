import { db, table } from '@/utils/data/db.server';
import { createPurge } from '@/utils/data/purge.server';
import { RESULT_LIFE_MS } from '@/utils/passkeys/check-result.server';
import { SIGN_IN_ACTION, type SignInSettings } from '@/utils/passkeys/settings.server';
import { newSession } from '@/utils/sessions/session-register.server';

/** An older token is refused for its age alone, so its row is no longer needed. */
const KEEP_MS = 2 * RESULT_LIFE_MS;

const purge = createPurge('SpentToken', 'spentAt', KEEP_MS);

/**
 * Spends a sign-in token on a session of its user. Resolves to the user and the session's id, to false if
 * the token was spent before, and to null if there is no such user. In one statement, because a token must
 * not be spent without a session, and because queries take most of a sign-in's time.
 */
export const spendOnSession: SignInSettings['spend'] = async ({ userId, key }, { headers }) => {
  await purge();
  const { sid, createdAt, expires } = await newSession();
  const userAgent = headers['user-agent'] ?? null;
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
      SELECT ${sid}, ${sid}, "userId", 'passkey', ${userAgent},
             ${key}, ${createdAt}, ${createdAt}, ${expires}
      FROM "spent"
    )
    SELECT "id", "email", EXISTS (SELECT 1 FROM "spent") AS "isFirst" FROM "owner"`;
  if (!owner) return null;
  return owner.isFirst && { id: owner.id, email: owner.email, sid };
};
