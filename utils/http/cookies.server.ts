import type { ServerResponse } from 'node:http';

import type { CookiesOptions } from 'next-auth';

import type { RequestWithCookies } from '@/utils/base/current-request.server';
import { env } from '@/utils/base/env.server';
import { isWebUrl } from '@/utils/http/same-origin-url';

const isSecureSite = () => env().NEXTAUTH_URL.startsWith('https:');

/** With the prefix, browsers refuse the cookie from another host or over http (RFC 6265bis, 4.1.3.2). */
export const cookieName = (name: string) => `${isSecureSite() ? '__Host-' : ''}${name}`;

/** NextAuth's cookies, under our names. */
export const sessionCookie = () => cookieName('session-token');
export const callbackUrlCookie = () => cookieName('callback-url');
export const csrfCookie = () => cookieName('csrf-token');

/** NextAuth answers 500 to a bad callback-url cookie, and on http any subdomain can set one. */
export function dropBadCallbackCookie({ cookies }: RequestWithCookies): void {
  const name = callbackUrlCookie();
  if (!isWebUrl(cookies[name] ?? '')) delete cookies[name];
}

/** The names of a cookie of NextAuth's, which cuts a long one into `name.0`, `name.1`, … (core/lib/cookie.js). */
const pieceNames = ({ cookies }: RequestWithCookies, name: string) =>
  Object.keys(cookies)
    .filter((each) => each.replace(/\.\d+$/, '') === name)
    .sort((one, other) => Number(one.split('.')[1] ?? 0) - Number(other.split('.')[1] ?? 0));

/** The value of a cookie of NextAuth's; empty if there is none. */
export const joinedCookie = (req: RequestWithCookies, name: string): string =>
  pieceNames(req, name)
    .map((each) => req.cookies[each])
    .join('');

/** Removes a cookie of NextAuth's, if the request has it. */
export function removeCookie(req: RequestWithCookies, res: ServerResponse, name: string): void {
  for (const each of pieceNames(req, name)) setCookie(res, each, '', 0);
}

/** How long a user may stay at an OAuth provider, in seconds. */
export const OAUTH_S = 15 * 60;

export function nextAuthCookies(): Partial<CookiesOptions> {
  const secure = isSecureSite();
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  return {
    sessionToken: { name: sessionCookie(), options },
    callbackUrl: { name: callbackUrlCookie(), options },
    csrfToken: { name: csrfCookie(), options },
    state: { name: cookieName('oauth-state'), options: { ...options, maxAge: OAUTH_S } },
    pkceCodeVerifier: {
      name: cookieName('oauth-verifier'),
      options: { ...options, maxAge: OAUTH_S },
    },
  };
}

/** Sets a cookie that scripts cannot read, for `maxAge` seconds. */
export function setCookie(res: ServerResponse, name: string, value: string, maxAge: number): void {
  const pair = `${name}=${encodeURIComponent(value)}`;
  const secure = isSecureSite() ? '; Secure' : '';
  const attributes = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`;
  res.appendHeader('Set-Cookie', `${pair}; ${attributes}`);
}
