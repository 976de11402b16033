import { sameOriginUrl } from '@/utils/http/same-origin-url';
import { callbackUrlCookie, type RequestWithCookies } from '@/utils/http/cookies.server';
import { env } from '@/utils/base/env.server';

/** Where the person who asked for a link last wanted to go: NextAuth notes that in its cookie. */
export const notedUrl = (req: RequestWithCookies): string =>
  sameOriginUrl(req.cookies[callbackUrlCookie()], env().NEXTAUTH_URL);

/**
 * Where the person wanted to go before they had to sign in: what the page's URL says or, on a detour
 * by an error or another address, what was noted. What was noted outlives its sign-in, and may be of
 * somebody before: without a detour it counts for nothing.
 */
export function wantedUrl(query: Record<string, unknown>, req: RequestWithCookies): string {
  const isDetour = query.error !== undefined || query.change !== undefined;
  if (isDetour && query.callbackUrl === undefined) return notedUrl(req);
  return sameOriginUrl(query.callbackUrl, env().NEXTAUTH_URL);
}
