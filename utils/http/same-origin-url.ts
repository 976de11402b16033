import { ACCOUNT_PATH } from '@/utils/site';

/** In characters, percent-encoded: a cookie holds 4,096 with its name and attributes (RFC 6265, 6.1). */
const MAX_LENGTH = 3_000;

/**
 * The absolute URL to go on to after a sign-in: `value` if it stays on `origin`, else the account page.
 * It is absolute because a path may itself begin with `//`. Pages of the sign-in and the API are refused,
 * because they would send a signed-in user round in circles. Never throws.
 */
export function sameOriginUrl(value: unknown, origin: string): string {
  const account = `${origin}${ACCOUNT_PATH}`;
  if (typeof value !== 'string' || !URL.canParse(value, origin)) return account;

  const url = new URL(value, origin);
  // A blob: URL has the origin of its maker, and is no page.
  const staysHere = url.origin === origin && isWebUrl(url.href) && !url.username && !url.password;
  const fits = encodeURIComponent(url.href).length <= MAX_LENGTH;
  return staysHere && fits && isDestination(url.pathname) ? url.href : account;
}

/** Decodes the path as Next.js does. A path that it cannot decode is no page. */
function isDestination(path: string): boolean {
  try {
    return !/^\/+(signin|check-email|account-deleted|api)(\/|$)/.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}

/** Whether NextAuth takes it as a callback URL. It answers 500 to others (next-auth 4, core/lib/assert). */
export function isWebUrl(value: string, base?: string): boolean {
  const origin = value.startsWith('/') ? base : undefined;
  return URL.canParse(value, origin) && /^https?:$/.test(new URL(value, origin).protocol);
}
