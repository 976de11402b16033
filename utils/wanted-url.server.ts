import { sameOriginUrl } from '@/utils/callback-url';
import { callbackUrlCookie, type RequestWithCookies } from '@/utils/cookies.server';
import { env } from '@/utils/env.server';

/**
 * Where the person wanted to go before they had to sign in: what the page's URL says or, on a detour
 * by an error or another address, what NextAuth noted in its cookie.
 */
export function wantedUrl(query: Record<string, unknown>, req: RequestWithCookies): string {
  const wanted = query.callbackUrl ?? req.cookies[callbackUrlCookie()];
  return sameOriginUrl(wanted, env().NEXTAUTH_URL);
}
