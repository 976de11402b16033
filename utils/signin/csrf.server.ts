import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';

import type { NextApiRequest } from 'next';

import { csrfCookie, type RequestWithCookies, setCookie } from '@/utils/http/cookies.server';
import { hashToken } from '@/utils/base/nextauth-token-hash.server';

/**
 * The token that a form posted to NextAuth has to carry. Its cookie is set on `res` where the
 * browser has none yet.
 *
 * NextAuth tells the token over HTTP alone, to a script. A page that works without JavaScript has
 * to make it as NextAuth does: the cookie holds "token|SHA-256 of token and secret", the form the
 * token (next-auth 4, core/lib/csrf-token).
 */
export function csrfToken(req: RequestWithCookies, res: ServerResponse): string {
  const cookie = csrfCookie();
  const known = knownToken(req.cookies[cookie]);
  if (known) return known;

  const token = randomBytes(32).toString('hex');
  setCookie(res, cookie, `${token}|${hashToken(token)}`);
  return token;
}

/** Whether a posted form carries the token of this browser. Without it NextAuth does nothing, and says nothing. */
export function carriesCsrfToken({ body, cookies }: NextApiRequest): boolean {
  const known = knownToken(cookies[csrfCookie()]);
  return known !== undefined && body.csrfToken === known;
}

/** The token in the cookie, where we have made it. */
function knownToken(cookie = ''): string | undefined {
  const [token = '', hash] = cookie.split('|');
  return hash === hashToken(token) ? token : undefined;
}
