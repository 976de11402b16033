import type { Session } from 'next-auth';

import { getPasskeyActions } from '@/utils/passkey-list/users.server';
import { db } from '@/utils/data/db.server';
import { SIGN_IN_ACTION } from '@/utils/passkeys/settings.server';
import { endSessions } from '@/utils/sessions/session-register.server';

/** For how long after a sign-in Authsignal is asked which passkey it was. */
const ASKED_FOR_MS = 24 * 60 * 60_000;

/**
 * The passkey that opened the session, by its id at Authsignal, or null: a mail opened it, or nobody
 * can say.
 *
 * The answer on which a session is opened does not name the passkey, and the browser, which does, may
 * say what it likes. So the session keeps the key of the challenge alone, and Authsignal is asked
 * when the passkeys are first looked at, where nobody is waiting to be signed in.
 */
export async function passkeyOfSession(userId: string, sessionToken: string) {
  // Their list is worth showing without it.
  await noteOpeners(userId).catch(() => {});
  const session = await db().session.findUnique({ where: { sessionToken } });
  return session?.authenticatorId ?? null;
}

/**
 * Ends the person's other sessions that the passkey has opened, and those of which nobody can say which
 * passkey has: an unknown one may be that of a lost device. Throws `passkeys_unavailable`, with no
 * session ended, where Authsignal cannot be asked.
 */
export async function endSessionsOfPasskey({ user, sid }: Session, authenticatorId: string) {
  await noteOpeners(user.id);
  await endSessions('sessions_ended', user.id, {
    sessionToken: { not: sid },
    OR: [{ authenticatorId }, { method: 'passkey', authenticatorId: null }],
  });
}

/** Notes for each of the person's new sessions which passkey opened it. */
async function noteOpeners(userId: string): Promise<void> {
  const since = new Date(Date.now() - ASKED_FOR_MS);
  const unknown = {
    userId,
    authenticatorId: null,
    challengeKey: { not: null },
    createdAt: { gt: since },
  };
  const sessions = await db().session.findMany({ where: unknown, select: { challengeKey: true } });
  if (sessions.length === 0) return;

  const keys = new Set(sessions.map(({ challengeKey }) => challengeKey));
  for (const action of await getPasskeyActions(userId, SIGN_IN_ACTION, since)) {
    const { idempotencyKey: challengeKey, verifiedByAuthenticatorId: authenticatorId } = action;
    if (!authenticatorId || !keys.has(challengeKey)) continue;
    await db().session.updateMany({
      where: { ...unknown, challengeKey },
      data: { authenticatorId },
    });
  }
}
