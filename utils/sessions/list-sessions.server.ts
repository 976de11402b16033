import type { Session } from 'next-auth';

import { db } from '@/utils/data/db.server';
import { describeBrowser } from '@/utils/http/describe-browser';
import { liveSessions } from '@/utils/sessions/session-register.server';

/** The user's session with this id, or null if it has ended. */
export const findSession = (userId: string, sid: string) =>
  db().session.findFirst({ where: { ...liveSessions(userId), sessionToken: sid } });

/** A session as its owner sees it. Times are ISO 8601. */
export type SessionView = Awaited<ReturnType<typeof listSessions>>[number];

/** The user's live sessions, the one of this request (`current`) first, then the newest. */
export async function listSessions({ user, sid }: Session) {
  const sessions = await db().session.findMany({
    where: liveSessions(user.id),
    orderBy: { createdAt: 'desc' },
  });
  return sessions
    .map(({ sessionToken, method, userAgent, createdAt, lastSeenAt }) => ({
      id: sessionToken,
      current: sessionToken === sid,
      method,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      browser: describeBrowser(userAgent),
    }))
    .sort((a, b) => Number(b.current) - Number(a.current));
}
