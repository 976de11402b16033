import type { CallbacksOptions } from 'next-auth';
import type { JWT } from 'next-auth/jwt';

import { sessionCookie } from '@/utils/http/cookies.server';
import { nowOrLater } from '@/utils/data/retry-in-background.server';
import { log, nameOf } from '@/utils/base/log.server';
import { SESSION_LIMIT_S } from '@/utils/sessions/open-session.server';
import { currentRequest } from '@/utils/base/current-request.server';
import { isLive, SEEN_EVERY_MS } from '@/utils/sessions/session-register.server';
import { endSessionOf } from '@/utils/sessions/end-session.server';

/** Thrown to NextAuth, which then clears the cookie and answers as for nobody. */
class SessionEnded extends Error {
  override readonly name = 'SessionEnded';
}

/** By its name: NextAuth has one logger in a process, and pages have another class than the API. */
export const isSessionEnded = (error: unknown): boolean => nameOf(error) === 'SessionEnded';

type JwtCallback = CallbacksOptions['jwt'];
type SessionCallback = CallbacksOptions['session'];

/**
 * What a session token holds, and when it counts. NextAuth calls it with `account` at a sign-in, and
 * without whenever the token is read. The `session` that a client may send with an update is never
 * looked at.
 */
export const jwtCallback: JwtCallback = async ({ token, user, account }) => {
  if (!account) return readToken(token);

  const req = currentRequest();
  const { id: userId, sid } = user;
  if (!sid) throw new Error('A provider of this app opens its session itself: see spendOnSession.');
  const method = account.provider === 'link' ? 'email' : 'passkey';
  // A browser has one session: the one before ends.
  await nowOrLater(() => endSessionOf(req?.cookies[sessionCookie()], 'session_replaced'));
  log.info({ event: 'sign_in_succeeded', method, userId });
  return {
    sub: userId,
    email: user.email ?? token.email,
    method,
    sid,
    authenticatedAt: Math.floor(Date.now() / 1000),
    seenAt: Date.now(),
    isVerified: true,
  };
};

async function readToken(token: JWT): Promise<JWT> {
  const isOver = Date.now() / 1000 - token.authenticatedAt > SESSION_LIMIT_S;
  // NextAuth makes other tokens with the same key, which have none of our claims: GHSA-v64w-49xw-qq89.
  if (typeof token.sid !== 'string' || isOver) throw new SessionEnded();

  const note = Date.now() - token.seenAt > SEEN_EVERY_MS;
  try {
    if (!(await isLive(token.sid, { note }))) throw new SessionEnded();
    return { ...token, seenAt: note ? Date.now() : token.seenAt, isVerified: true };
  } catch (error) {
    if (isSessionEnded(error)) throw error;
    // A database that is briefly away signs nobody out; what is sensitive waits until it is back.
    log.error({ event: 'session_unverified', error: nameOf(error) });
    return { ...token, isVerified: false };
  }
}

export const sessionCallback: SessionCallback = ({ session: { expires }, token }) => ({
  user: { id: token.sub, email: token.email },
  sid: token.sid,
  method: token.method,
  authenticatedAt: token.authenticatedAt,
  isVerified: token.isVerified,
  expires,
});
