import { db, table } from '@/utils/data/db.server';
import { insist } from '@/utils/data/retry-in-background.server';
import { onceAMinute } from '@/utils/data/at-most-once-a-minute.server';
import { SURELY_OVER_MS } from '@/utils/data/query-deadline.server';

/** How long a session lasts however much it is used (NIST SP 800-63B-4, AAL1: 30 days). */
export const SESSION_LIMIT_S = 30 * 24 * 60 * 60;

/** How long a session lasts unused. */
export const SESSION_IDLE_S = 7 * 24 * 60 * 60;

const purge = onceAMinute((now) =>
  db().session.deleteMany({ where: { expires: { lt: new Date(now) } } }),
);

/** What every new session has. */
interface SessionStart {
  sessionToken: string;
  createdAt: Date;
  expires: Date;
}

/**
 * Has `enter` put a session into the register, under an id that nobody has. Where that fails, everything
 * that it may have done is undone.
 */
export async function newSession<T>(enter: (start: SessionStart) => Promise<T>): Promise<T> {
  await purge();
  const sessionToken = crypto.randomUUID();
  const createdAt = new Date();
  const expires = new Date(createdAt.getTime() + SESSION_LIMIT_S * 1000);
  try {
    return await enter({ sessionToken, createdAt, expires });
  } catch (error) {
    undoSession(sessionToken);
    throw error;
  }
}

/** Enters a session that a mailed link opens, and returns the id that its token carries. */
export const openMailSession = (session: { userId: string; userAgent?: string }): Promise<string> =>
  newSession(async (start) => {
    await db().session.create({ data: { ...session, ...start, method: 'email' } });
    return start.sessionToken;
  });

/**
 * Undoes a session that nobody will be told of: its answer was lost on the way, perhaps, and the row is
 * there, with the sign-in token spent on it. (A token that was spent otherwise since stays so.) Waits
 * first, since a query that was given up may still be on its way itself.
 */
const undoSession = (sessionToken: string): void =>
  insist(() => takeBack(sessionToken), SURELY_OVER_MS);

async function takeBack(sessionToken: string): Promise<void> {
  await db().$executeRaw`
    WITH "ended" AS (
      DELETE FROM ${table('Session')} WHERE "sessionToken" = ${sessionToken}
      RETURNING "userId", "challengeKey", "createdAt"
    )
    DELETE FROM ${table('SpentToken')} AS "spent" USING "ended"
    WHERE "spent"."userId" = "ended"."userId" AND "idempotencyKey" = "challengeKey"
      AND "spentAt" = "createdAt"`;
}
