import type { GetServerSidePropsContext } from 'next';
import type { Session } from 'next-auth';

import { noteUser, type RequestWithCookies } from '@/utils/base/current-request.server';
import { presentSecret } from '@/utils/base/env.server';
import { AppError } from '@/utils/base/errors';
import { log, nameOf } from '@/utils/base/log.server';
import { removeCookie, sessionCookie, setCookie } from '@/utils/http/cookies.server';
import {
  isLive,
  SEEN_EVERY_MS,
  SESSION_IDLE_S,
  SESSION_LIMIT_S,
} from '@/utils/sessions/session-register.server';
import { type Claims, encode, readClaims } from '@/utils/sessions/session-token.server';

// A session is read without NextAuth: its cookie is decoded, and one query asks the register.

/** Whether the use of a session is to be noted, in the register and in the cookie. */
const isDue = ({ seenAt }: Claims) => Date.now() - seenAt > SEEN_EVERY_MS;

/**
 * The session of a token, or null if it has ended. Throws `service_unavailable` if the database cannot tell:
 * then the cookie stays, and no user's data is shown.
 */
export async function liveSession(claims: Claims): Promise<Session | null> {
  const { sub, email, sid, method, authenticatedAt } = claims;
  if (Date.now() / 1000 - authenticatedAt > SESSION_LIMIT_S) return null; // guard: session-limit
  const isOpen = await isLive(claims, { note: isDue(claims) }).catch((error: unknown) => {
    // A database that is briefly out signs no user out.
    log.error({ event: 'session_unverified', error: nameOf(error) });
    throw new AppError('service_unavailable'); // guard: verified-session
  });
  if (!isOpen) return null; // guard: live-session
  noteUser(sub);
  const expires = new Date(Date.now() + SESSION_IDLE_S * 1000).toISOString();
  return { user: { id: sub, email }, sid, method, authenticatedAt, expires };
}

/** The session of the request's cookie, or null. Throws as `liveSession` does. */
export async function peekSession(req: RequestWithCookies): Promise<Session | null> {
  const claims = await readClaims(req);
  return claims && liveSession(claims);
}

/** The same for a page. It also renews the cookie when that is due, or removes that of an ended session. */
export async function readSession({
  req,
  res,
}: Pick<GetServerSidePropsContext, 'req' | 'res'>): Promise<Session | null> {
  const claims = await readClaims(req);
  const session = claims && (await liveSession(claims));
  if (!session) removeCookie(req, res, sessionCookie());
  else if (isDue(claims)) {
    const token = { ...claims, seenAt: Date.now() };
    const renewed = await encode({ token, secret: presentSecret(), maxAge: SESSION_IDLE_S });
    setCookie(res, sessionCookie(), renewed, SESSION_IDLE_S);
  }
  return session;
}
