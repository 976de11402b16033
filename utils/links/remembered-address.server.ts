import type { ServerResponse } from 'node:http';

import { decode, encode } from 'next-auth/jwt';

import type { RequestWithCookies } from '@/utils/base/current-request.server';
import { env } from '@/utils/base/env.server';
import { cookieName, setCookie } from '@/utils/http/cookies.server';
import { LINK_LIFE_S } from '@/utils/links/link.server';

const REASONS = ['link-asked', 'link-sent-again', 'link-failed'] as const;

/** Why an address is remembered: the browser asked for a link, asked again, or a link or form failed. */
type Reason = (typeof REASONS)[number];

const keys = (reason: Reason) => ({ secret: env().NEXTAUTH_SECRET, salt: reason });

/**
 * Remembers an address in an encrypted cookie, so that no URL holds it. An attacker cannot make the
 * cookie, so the page of a link submits itself only in the browser that asked for the link.
 */
export async function rememberAddress(res: ServerResponse, reason: Reason, address: string) {
  const token = { email: address };
  const value = await encode({ ...keys(reason), token, maxAge: LINK_LIFE_S });
  setCookie(res, cookieName(reason), value, LINK_LIFE_S);
}

/** The remembered address, for as long as a link to it may work. */
export async function recallAddress(
  { cookies }: RequestWithCookies,
  reason: Reason,
): Promise<string | undefined> {
  const token = cookies[cookieName(reason)];
  const memory = await decode({ ...keys(reason), token }).catch(() => null);
  return memory?.email ?? undefined;
}

/** Forgets all of them at a sign-out, because another user may use the browser next. */
export function forgetAddresses(res: ServerResponse): void {
  for (const reason of REASONS) setCookie(res, cookieName(reason), '', 0);
}
