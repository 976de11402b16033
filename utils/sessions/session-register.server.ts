import type { Prisma } from '@prisma/client';
import { decode } from 'next-auth/jwt';

import { env } from '@/utils/base/env.server';
import { log } from '@/utils/base/log.server';
import { onceAMinute } from '@/utils/data/once-a-minute.server';
import { db } from '@/utils/data/db.server';

/** The longest that a session lasts, in seconds (NIST SP 800-63B-4, AAL1: 30 days). */
export const SESSION_LIMIT_S = 30 * 24 * 60 * 60;
/** How long a session lasts unused, in seconds. */
export const SESSION_IDLE_S = 7 * 24 * 60 * 60;
/** How exact `lastSeenAt` is, in milliseconds. */
export const SEEN_EVERY_MS = 5 * 60_000;

const purge = onceAMinute((now) =>
  db().session.deleteMany({ where: { expires: { lt: new Date(now) } } }),
);

/** The id and the times of a session that is about to open. */
export async function newSession(): Promise<{ sid: string; createdAt: Date; expires: Date }> {
  await purge();
  const createdAt = new Date();
  const expires = new Date(createdAt.getTime() + SESSION_LIMIT_S * 1000);
  return { sid: crypto.randomUUID(), createdAt, expires };
}

/** Whether the session is live, by one indexed query. With `note` it also records the use. */
export async function isLive(sessionToken: string, { note }: { note: boolean }): Promise<boolean> {
  const now = new Date();
  const where = { sessionToken, expires: { gt: now } };
  if (!note) return (await db().session.findUnique({ where, select: { id: true } })) !== null;

  const { count } = await db().session.updateMany({ where, data: { lastSeenAt: now } });
  return count === 1;
}

type EndEvent = 'sign_out' | 'sessions_ended' | 'session_replaced';

/** Ends the sessions of the user that `which` describes, and logs `event`. Resolves to how many. */
export async function endSessions(
  event: EndEvent,
  userId: string,
  which: { sessionToken: string | { not: string }; OR?: Prisma.SessionWhereInput[] },
): Promise<number> {
  const where = {
    userId, // guard: own-session
    ...which,
  };
  const { count } = await db().session.deleteMany({ where });
  if (count > 0) log.info({ event, userId, count });
  return count;
}

/** Ends the session of a browser's cookie. Does nothing if the cookie is not a session's. */
export async function endSessionOf(token: string | undefined, event: EndEvent): Promise<void> {
  const session = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  if (session?.sid && session.sub) {
    await endSessions(event, session.sub, { sessionToken: session.sid });
  }
}
