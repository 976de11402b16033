import type { Prisma } from '@prisma/client';

import { db } from '@/utils/db.server';
import { describeBrowser } from '@/utils/describe-browser';
import { insist } from '@/utils/insist.server';
import { log } from '@/utils/log.server';
import { onceAMinute } from '@/utils/once-a-minute.server';
import { SURELY_OVER_MS } from '@/utils/query-in-time.server';

/** How long a session lasts however much it is used (NIST SP 800-63B-4, AAL1: 30 days). */
export const SESSION_LIMIT_S = 30 * 24 * 60 * 60;

/** How long a session lasts unused. */
export const SESSION_IDLE_S = 7 * 24 * 60 * 60;

/** The register of live sessions: a token counts only while its session stands here. */
export interface RegisteredSession {
  /** Names it; worthless without the signed token that carries it. */
  sessionToken: string;
  method: string;
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
}

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
 * there, with the sign-in token spent on it. Waits first, since a query that was given up may still be
 * on its way itself.
 */
const undoSession = (sessionToken: string): void =>
  insist(() => takeBack(sessionToken), SURELY_OVER_MS);

async function takeBack(sessionToken: string): Promise<void> {
  await db().$executeRaw`
    WITH "ended" AS (
      DELETE FROM "Session" WHERE "sessionToken" = ${sessionToken} RETURNING "userId", "challengeKey"
    )
    DELETE FROM "SpentToken" USING "ended"
    WHERE "SpentToken"."userId" = "ended"."userId" AND "idempotencyKey" = "challengeKey"`;
}

/** Whether the session is live, by one indexed query, which also notes where asked that it is seen now. */
export async function isLive(sessionToken: string, { note }: { note: boolean }): Promise<boolean> {
  const now = new Date();
  const where = { sessionToken, expires: { gt: now } };
  if (!note) return (await db().session.findUnique({ where, select: { id: true } })) !== null;

  const { count } = await db().session.updateMany({ where, data: { lastSeenAt: now } });
  return count === 1;
}

/** The person's live sessions, newest first. */
export function listSessions(userId: string): Promise<RegisteredSession[]> {
  return db().session.findMany({
    where: { userId, expires: { gt: new Date() } },
    orderBy: { createdAt: 'desc' },
  });
}

/**
 * Ends sessions of the person: the one with this id, or all but that, or of those the ones that meet
 * a condition of `OR`. The log tells on what `event`.
 */
export async function endSessions(
  event: 'sign_out' | 'sessions_ended' | 'session_replaced',
  userId: string,
  which: { sessionToken: string | { not: string }; OR?: Prisma.SessionWhereInput[] },
): Promise<number> {
  const { count } = await db().session.deleteMany({ where: { userId, ...which } });
  if (count > 0) log.info({ event, userId, count });
  return count;
}

/** A session as its owner sees it. Times are ISO 8601. */
export interface SessionView {
  id: string;
  /** True for the one that asks. */
  current: boolean;
  method: string;
  createdAt: string;
  lastSeenAt: string;
  /** In words, such as "Chrome on macOS". */
  browser: string;
}

export function describeSession(session: RegisteredSession, current: string): SessionView {
  return {
    id: session.sessionToken,
    current: session.sessionToken === current,
    method: session.method,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    browser: describeBrowser(session.userAgent),
  };
}
