import { ACCOUNT_PATH } from '@/utils/site';

/** In characters, percent-encoded: a cookie holds 4,096 with its name and all that (RFC 6265, 6.1). */
const MAX_LENGTH = 3_000;

/**
 * The absolute URL to go on to after a sign-in: `value` where it stays on `origin`, and the account
 * page otherwise, whatever its spelling. Never throws.
 *
 * An absolute URL and not a path, because a path may itself begin with `//`. The pages of the sign-in
 * and the API are no places to go on to: a signed-in person would be sent round in circles, or stay
 * where it says that a mail is on its way, or an account gone.
 */
export function sameOriginUrl(value: unknown, origin: string): string {
  const account = `${origin}${ACCOUNT_PATH}`;
  if (typeof value !== 'string' || !URL.canParse(value, origin)) return account;

  const url = new URL(value, origin);
  // A blob: URL has the origin of its maker, and is no page.
  const staysHere = url.origin === origin && isWebUrl(url.href) && !url.username && !url.password;
  const fits = encodeURIComponent(url.href).length <= MAX_LENGTH;
  return staysHere && fits && isPlace(url.pathname) ? url.href : account;
}

/** Read as Next.js reads a path; one that cannot be read is no page. */
function isPlace(path: string): boolean {
  try {
    return !/^\/+(signin|check-email|account-deleted|api)(\/|$)/.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}

/**
 * Whether NextAuth takes `value` for a callback URL: an absolute one or, with `base`, a path. Anything
 * else it answers with a 500 (next-auth 4, core/lib/assert).
 */
export function isWebUrl(value: string, base?: string): boolean {
  const origin = value.startsWith('/') ? base : undefined;
  return URL.canParse(value, origin) && /^https?:$/.test(new URL(value, origin).protocol);
}
