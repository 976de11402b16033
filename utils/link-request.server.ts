import type { ServerResponse } from 'node:http';

import { type RequestWithCookies, setCookie } from '@/utils/cookies.server';
import { canonicalAddress } from '@/utils/email-address';
import { LINK_LIFE_S } from '@/utils/email-provider.server';

const COOKIE = 'link-address';

/**
 * Notes in a cookie where this browser asked a link to be sent, so that the next page can say so
 * without an address in its URL.
 */
export function rememberLinkRequest(res: ServerResponse, address: string): void {
  setCookie(res, COOKIE, address, LINK_LIFE_S);
}

/** The address to which this browser last asked a link to be sent, while that link may work. */
export function readLinkRequest(req: RequestWithCookies): string | undefined {
  return canonicalAddress(req.cookies[COOKIE]);
}
