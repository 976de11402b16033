import type { IncomingMessage, ServerResponse } from 'node:http';

import { env } from '@/utils/env.server';

export type RequestWithCookies = IncomingMessage & { cookies: Partial<Record<string, string>> };

export const isSecureSite = () => env().NEXTAUTH_URL.startsWith('https:');

/** Sets a cookie that scripts cannot read, for `maxAge` seconds or until the browser closes. */
export function setCookie(res: ServerResponse, name: string, value: string, maxAge?: number) {
  const attributes = [
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
    ...(isSecureSite() ? ['Secure'] : []),
  ];
  res.appendHeader(
    'Set-Cookie',
    [`${name}=${encodeURIComponent(value)}`, ...attributes].join('; '),
  );
}
