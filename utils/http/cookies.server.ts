import type { ServerResponse } from 'node:http';

import type { CookiesOptions } from 'next-auth';

import { isWebUrl } from '@/utils/http/same-origin-url';
import { env } from '@/utils/base/env.server';
import type { RequestWithCookies } from '@/utils/base/current-request.server';

export type { RequestWithCookies };

const isSecureSite = () => env().NEXTAUTH_URL.startsWith('https:');

/**
 * A cookie's name as the browser keeps it. On https the prefix has browsers refuse the cookie from
 * anybody but this very host, on http, and for another path (RFC 6265bis, section 4.1.3.2).
 */
export const cookieName = (name: string) => `${isSecureSite() ? '__Host-' : ''}${name}`;

const attributes = () =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isSecureSite() }) as const;

/** NextAuth's cookies, under our names. */
export const sessionCookie = () => cookieName('session-token');
export const callbackUrlCookie = () => cookieName('callback-url');
export const csrfCookie = () => cookieName('csrf-token');

/**
 * Takes away a callback URL that NextAuth would answer with a 500, on every route, for as long as the
 * cookie lives: a page of a neighbouring subdomain can plant one. NextAuth then sets a good one.
 */
export function dropBadCallbackCookie({ cookies }: RequestWithCookies): void {
  const name = callbackUrlCookie();
  if (!isWebUrl(cookies[name] ?? '')) delete cookies[name];
}

export function nextAuthCookies(): Partial<CookiesOptions> {
  const options = attributes();
  return {
    sessionToken: { name: sessionCookie(), options },
    callbackUrl: { name: callbackUrlCookie(), options },
    csrfToken: { name: csrfCookie(), options },
  };
}

/** Sets a cookie that scripts cannot read, for `maxAge` seconds or until the browser closes. */
export function setCookie(res: ServerResponse, name: string, value: string, maxAge?: number) {
  const header = [
    `${name}=${encodeURIComponent(value)}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
    ...(isSecureSite() ? ['Secure'] : []),
  ];
  res.appendHeader('Set-Cookie', header.join('; '));
}
