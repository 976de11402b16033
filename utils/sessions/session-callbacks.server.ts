import type { CallbacksOptions } from 'next-auth';
import type { JWT } from 'next-auth/jwt';
import { z } from 'zod';

import { currentRequest } from '@/utils/base/current-request.server';
import { log, nameOf } from '@/utils/base/log.server';
import { tryOrRetry } from '@/utils/data/retry-in-background.server';
import {
  endSessionOf,
  isLive,
  SEEN_EVERY_MS,
  SESSION_LIMIT_S,
} from '@/utils/sessions/session-register.server';

/** Thrown to NextAuth, which then clears the cookie and answers that there is no session. */
class SessionEnded extends Error {
  override readonly name = 'SessionEnded';
}

/** By name, because NextAuth has one logger per process, and Next.js bundles pages and API apart. */
export const isSessionEnded = (error: unknown): boolean => nameOf(error) === 'SessionEnded';

/** NextAuth makes other tokens with the same key, which lack these claims: GHSA-v64w-49xw-qq89. */
const claimsSchema = z.object({
  sub: z.string(),
  email: z.string(),
  sid: z.string(),
  method: z.enum(['email', 'passkey']),
  authenticatedAt: z.number(),
  seenAt: z.number(),
});

/** NextAuth passes `account` at a sign-in only. The `session` that a client may send is ignored. */
export const jwtCallback: CallbacksOptions['jwt'] = async ({ token, user, account }) => {
  if (!account) return readToken(token);

  // Throws if a provider has opened no session: each one does so itself, as spendOnSession does.
  const claims = claimsSchema.parse({
    sub: user.id,
    email: user.email ?? token.email,
    sid: user.sid,
    method: account.provider === 'link' ? 'email' : 'passkey',
    authenticatedAt: Math.floor(Date.now() / 1000),
    seenAt: Date.now(),
  });
  // A browser has one session: the one before ends.
  const req = currentRequest();
  if (req) await tryOrRetry(() => endSessionOf(req, 'session_replaced'));
  log.info({ event: 'sign_in_succeeded', method: claims.method, userId: claims.sub });
  return claims;
};

async function readToken(token: JWT): Promise<JWT> {
  const claims = claimsSchema.safeParse(token).data;
  if (!claims) throw new SessionEnded();
  if (Date.now() / 1000 - claims.authenticatedAt > SESSION_LIMIT_S) throw new SessionEnded(); // guard: session-limit

  const note = Date.now() - claims.seenAt > SEEN_EVERY_MS;
  const isOpen = await isLive(claims, { note }).catch((error: unknown) => {
    // A database that is briefly out signs no user out: the cookie stays.
    log.error({ event: 'session_unverified', error: nameOf(error) });
  });
  if (isOpen === false) throw new SessionEnded(); // guard: live-session
  const seenAt = isOpen && note ? Date.now() : claims.seenAt;
  return { ...token, seenAt, isVerified: isOpen === true };
}

/** A session without a user if the register could not be asked: it may have ended. */
export const sessionCallback: CallbacksOptions['session'] = ({ session: { expires }, token }) => {
  if (!token.isVerified) return { expires }; // guard: verified-session
  const { sub, email, sid, method, authenticatedAt } = claimsSchema.parse(token);
  return { user: { id: sub, email }, sid, method, authenticatedAt, expires };
};
