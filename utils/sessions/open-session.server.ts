import { db } from '@/utils/data/db.server';
import { SESSION_LIMIT_S } from '@/utils/sessions/session-register.server';
import { onceAMinute } from '@/utils/data/at-most-once-a-minute.server';

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
