import { db } from '@/utils/data/db.server';
import { onceAMinute } from '@/utils/data/at-most-once-a-minute.server';

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
 * Runs the one statement that spends a proof and opens a session. If its answer is lost, the session may
 * be open without a browser that holds it: the user sees it in the list of sessions, and signs in again.
 */
export async function newSession<T>(open: (start: SessionStart) => Promise<T>): Promise<T> {
  await purge();
  const createdAt = new Date();
  const expires = new Date(createdAt.getTime() + SESSION_LIMIT_S * 1000);
  return open({ sessionToken: crypto.randomUUID(), createdAt, expires });
}
