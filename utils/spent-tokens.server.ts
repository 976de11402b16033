import { db } from '@/utils/db.server';
import { onceAMinute } from '@/utils/once-a-minute.server';
import { RESULT_LIFE_MS } from '@/utils/passkey-result.server';

/** Long after a row is needed: an older token is refused for its age alone. */
const KEEP_MS = 2 * RESULT_LIFE_MS;

const purge = onceAMinute((now) =>
  db().spentToken.deleteMany({ where: { spentAt: { lt: new Date(now - KEEP_MS) } } }),
);

interface Token {
  userId: string;
  action: string;
  idempotencyKey: string;
}

interface Owner {
  id: string;
  email: string;
  /** True for exactly one of all requests that bring the token, on whichever instance they arrive. */
  isFirst: boolean;
}

/**
 * Spends a sign-in token and returns the user to whom it belongs, or nothing where that user is gone.
 * A unique row in the shared database decides which of several requests is the first. One statement,
 * because queries are what most of a sign-in's time goes into.
 */
export async function spendToken(token: Token): Promise<Owner | undefined> {
  await purge();

  const { userId, action, idempotencyKey } = token;
  const [owner] = await db().$queryRaw<Owner[]>`
    WITH "owner" AS (SELECT "id", "email" FROM "User" WHERE "id" = ${userId}),
    "spent" AS (
      INSERT INTO "SpentToken" ("userId", "action", "idempotencyKey")
      SELECT "id", ${action}, ${idempotencyKey} FROM "owner"
      ON CONFLICT DO NOTHING RETURNING 1
    )
    SELECT "id", "email", EXISTS (SELECT 1 FROM "spent") AS "isFirst" FROM "owner"`;
  return owner;
}

/** Makes a token good again. Only for the request that was the first to spend it. */
export async function unspendToken(token: Token): Promise<void> {
  await db().spentToken.deleteMany({ where: { ...token } });
}
