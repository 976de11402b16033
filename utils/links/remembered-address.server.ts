import type { ServerResponse } from 'node:http';

import { cookieName, type RequestWithCookies, setCookie } from '@/utils/http/cookies.server';
import { LINK_LIFE_S } from '@/utils/links/link-life';
import { readSigned, sign } from '@/utils/http/signed-value.server';

const MEMORIES = ['link-asked', 'link-sent-again', 'link-failed'] as const;

/** What a browser is remembered for: it asked for a link, once or again, or that came to nothing. */
type Memory = (typeof MEMORIES)[number];

/**
 * Notes an address in a signed cookie, so that no page needs it in its URL. Only the browser that
 * asked for a link may go on from it without a press: the signature tells.
 */
export function rememberAddress(res: ServerResponse, memory: Memory, address: string): void {
  setCookie(res, cookieName(memory), sign(memory, address, LINK_LIFE_S), LINK_LIFE_S);
}

/** The address that was noted, while a link to it may work. */
export function recallAddress(req: RequestWithCookies, memory: Memory): string | undefined {
  return readSigned(memory, req.cookies[cookieName(memory)]);
}

/** Forgets them all: who has signed out may leave the browser to somebody else. */
export function forgetAddresses(res: ServerResponse): void {
  for (const memory of MEMORIES) setCookie(res, cookieName(memory), '', 0);
}
