import type { Prisma } from '@prisma/client';

import type { RequestWithCookies } from '@/utils/base/current-request.server';
import { log } from '@/utils/base/log.server';
import { db, table } from '@/utils/data/db.server';
import { createPurge } from '@/utils/data/purge.server';
import { readClaims } from '@/utils/sessions/session-token.server';

/** The longest that a session lasts, in seconds (NIST SP 800-63B-4, AAL1: 30 days). */
export const SESSION_LIMIT_S = 30 * 24 * 60 * 60;
/** How long a session lasts unused, in seconds. */
export const SESSION_IDLE_S = 7 * 24 * 60 * 60;
/** How exact `lastSeenAt` is, in milliseconds. */
export const SEEN_EVERY_MS = 5 * 60_000;

const purge = createPurge('Session', 'expires');

/** The id and the times of a session that is about to open. */
export async function newSession(): Promise<{ sid: string; createdAt: Date; expires: Date }> {
  await purge();
  const createdAt = new Date();
  const expires = new Date(createdAt.getTime() + SESSION_LIMIT_S * 1000);
  return { sid: crypto.randomUUID(), createdAt, expires };
}

/** The user's sessions that have not ended, and whose cookie has not expired unused. */
export const liveSessions = (userId: string): Prisma.SessionWhereInput => ({
  userId,
  expires: { gt: new Date() },
  lastSeenAt: { gt: new Date(Date.now() - SESSION_IDLE_S * 1000 - SEEN_EVERY_MS) },
});

/** Whether the session is the user's, and live, by one indexed query. With `note` it also records the use. */
export async function isLive(
  { sid: sessionToken, sub: userId }: { sid: string; sub: string },
  { note }: { note: boolean },
): Promise<boolean> {
  const now = new Date();
  // In SQL: Prisma's own query takes twice as long, and what requests ask for in one tick becomes a transaction.
  const [live] = await db().$queryRaw<{ userId: string }[]>`
    SELECT "userId" FROM ${table('Session')}
    WHERE "sessionToken" = ${sessionToken} AND "expires" > ${now}`;
  if (!live) return false;
  if (live.userId !== userId) return false; // guard: session-of-user
  if (!note) return true;

  const { count } = await db().session.updateMany({
    where: { sessionToken },
    data: { lastSeenAt: now },
  });
  return count === 1;
}

type EndEvent = 'sign_out' | 'sessions_ended' | 'session_replaced';

/** Ends the sessions of the user that `which` describes, and logs `event`. Resolves to how many. */
export async function endSessions(
  event: EndEvent,
  userId: string,
  which: Prisma.SessionWhereInput & { sessionToken: string | { not: string } },
): Promise<number> {
  const where = {
    ...which,
    userId, // guard: own-session
  };
  const { count } = await db().session.deleteMany({ where });
  if (count > 0) log.info({ event, userId, count });
  return count;
}

/** Ends the session of the request's cookie. Does nothing if the cookie is not a session's. */
export async function endSessionOf(req: RequestWithCookies, event: EndEvent): Promise<void> {
  const claims = await readClaims(req);
  if (claims) await endSessions(event, claims.sub, { sessionToken: claims.sid });
}
