import type { Prisma } from '@prisma/client';

import { db } from '@/utils/data/db.server';
import { describeBrowser } from '@/utils/http/describe-browser';
import { log } from '@/utils/base/log.server';
import { SESSION_IDLE_S } from '@/utils/sessions/open-session.server';

/** How exact `lastSeenAt` is. */
export const SEEN_EVERY_MS = 5 * 60_000;

/** A session as it stands in the register: a token counts only while its session stands there. */
interface RegisteredSession {
  /** Names it; worthless without the signed token that carries it. */
  sessionToken: string;
  method: string;
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
}

/** Whether the session is live, by one indexed query, which also notes where asked that it is seen now. */
export async function isLive(sessionToken: string, { note }: { note: boolean }): Promise<boolean> {
  const now = new Date();
  const where = { sessionToken, expires: { gt: now } };
  if (!note) return (await db().session.findUnique({ where, select: { id: true } })) !== null;

  const { count } = await db().session.updateMany({ where, data: { lastSeenAt: now } });
  return count === 1;
}

/** The person's live sessions, newest first, less those whose cookie has ended unused. */
export function listSessions(userId: string): Promise<RegisteredSession[]> {
  const usedSince = new Date(Date.now() - SESSION_IDLE_S * 1000 - SEEN_EVERY_MS);
  return db().session.findMany({
    where: { userId, expires: { gt: new Date() }, lastSeenAt: { gt: usedSince } },
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
