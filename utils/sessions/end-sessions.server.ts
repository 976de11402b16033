import type { Session } from 'next-auth';

import { db } from '@/utils/data/db.server';
import { isRecent } from '@/utils/sessions/recent-sign-in.server';
import { endSessions, liveSessions } from '@/utils/sessions/session-register.server';

/**
 * Ends the session with this id, or all but the one that asks. Resolves to how many have ended. Without a
 * recent sign-in a session ends those that began before its own sign-in, and `confirm` decides about newer ones
 * by throwing, so that a stolen browser cannot sign its owner out again and again.
 */
export async function endSessionsFor(
  session: Session,
  confirm: () => Promise<void>,
  id?: string,
): Promise<number> {
  const { user, sid } = session;
  const which = { sessionToken: id ?? { not: sid } };
  if (id !== sid && !isRecent(session)) {
    const older = await endSessions('sessions_ended', user.id, {
      ...which,
      createdAt: { lt: new Date(session.authenticatedAt * 1000) }, // guard: newer-sessions
    });
    const left = await db().session.count({ where: { ...liveSessions(user.id), ...which } });
    if (left === 0) return older;
    await confirm(); // guard: confirmed-end
  }
  // A link that was mailed before would open a session once more.
  const links = { identifier: user.email };
  if (!id) await db().verificationToken.deleteMany({ where: links }); // guard: links-end-too
  return endSessions('sessions_ended', user.id, which);
}
