import type { ServerResponse } from 'node:http';

import { decode, encode } from 'next-auth/jwt';

import type { RequestWithCookies } from '@/utils/base/current-request.server';
import { env } from '@/utils/base/env.server';
import { cookieName, setCookie } from '@/utils/http/cookies.server';
import { LINK_LIFE_S } from '@/utils/links/link-life';

const REASONS = ['link-asked', 'link-sent-again', 'link-failed'] as const;

/** Why the address is remembered: the browser asked for a link, once or again, or a link failed. */
type Reason = (typeof REASONS)[number];

/**
 * Remembers an address in an encrypted cookie, so that no page needs it in its URL. Only the browser that
 * asked for a link may continue from it without a press: an attacker cannot make the cookie.
 */
export async function rememberAddress(res: ServerResponse, reason: Reason, address: string) {
  const keys = { secret: env().NEXTAUTH_SECRET, salt: reason };
  const value = await encode({ ...keys, token: { email: address }, maxAge: LINK_LIFE_S });
  setCookie(res, cookieName(reason), value, LINK_LIFE_S);
}

/** The address that was remembered, as long as a link to it may work. */
export async function recallAddress(
  { cookies }: RequestWithCookies,
  reason: Reason,
): Promise<string | undefined> {
  const keys = { secret: env().NEXTAUTH_SECRET, salt: reason };
  const memory = await decode({ ...keys, token: cookies[cookieName(reason)] }).catch(() => null);
  return memory?.email ?? undefined;
}

/** Forgets all of them, because another user may use the browser after a sign-out. */
export function forgetAddresses(res: ServerResponse): void {
  for (const reason of REASONS) setCookie(res, cookieName(reason), '', 0);
}
