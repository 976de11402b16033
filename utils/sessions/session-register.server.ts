import type { Prisma } from '@prisma/client';

import { log } from '@/utils/base/log.server';
import { db } from '@/utils/data/db.server';

/** How long a session lasts however much it is used, in seconds (NIST SP 800-63B-4, AAL1: 30 days). */
export const SESSION_LIMIT_S = 30 * 24 * 60 * 60;

/** How long a session lasts unused, in seconds. */
export const SESSION_IDLE_S = 7 * 24 * 60 * 60;

/** How exact `lastSeenAt` is. */
export const SEEN_EVERY_MS = 5 * 60_000;

/** Whether the session is live, by one indexed query, which with `note` also records that it is seen now. */
export async function isLive(sessionToken: string, { note }: { note: boolean }): Promise<boolean> {
  const now = new Date();
  const where = { sessionToken, expires: { gt: now } };
  if (!note) return (await db().session.findUnique({ where, select: { id: true } })) !== null;

  const { count } = await db().session.updateMany({ where, data: { lastSeenAt: now } });
  return count === 1;
}

/**
 * Ends sessions of the user: the one with this id, or all but that one, or those among them that meet a
 * condition of `OR`. `event` is what the log says. Resolves to how many have ended.
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
