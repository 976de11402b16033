import { env } from '@/utils/base/env.server';
import type { RequestWithCookies } from '@/utils/base/current-request.server';
import { callbackUrlCookie } from '@/utils/http/cookies.server';
import { sameOriginUrl } from '@/utils/http/same-origin-url';
import { recallAddress } from '@/utils/links/remembered-address.server';

/** The page to show after the sign-in, from the cookie that NextAuth sets when a user asks for a link. */
export const rememberedUrl = ({ cookies }: RequestWithCookies): string =>
  sameOriginUrl(cookies[callbackUrlCookie()], env().NEXTAUTH_URL);

/** The page to show after a sign-in by link: what the browser wanted, if it asked for a link to that address. */
export async function urlAfterLink(req: RequestWithCookies, address: string): Promise<string> {
  const isAsker = (await recallAddress(req, 'link-asked')) === address;
  return isAsker ? rememberedUrl(req) : sameOriginUrl(undefined, env().NEXTAUTH_URL);
}

/** The page to show after the sign-in, from the URL of the sign-in page, or else the cookie. */
export function wantedUrl(query: Record<string, unknown>, req: RequestWithCookies): string {
  const { callbackUrl, error, change } = query;
  // The cookie may be of an earlier user, so it counts only after an error or "Change it".
  const isBack = error !== undefined || change !== undefined;
  if (isBack && callbackUrl === undefined) return rememberedUrl(req);
  return sameOriginUrl(callbackUrl, env().NEXTAUTH_URL);
}
