import type { ServerResponse } from 'node:http';

import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';

import type { RequestWithCookies } from '@/utils/base/current-request.server';
import { presentSecret, readWithSecrets } from '@/utils/base/env.server';
import { hashesOf } from '@/utils/base/nextauth-token-hash.server';
import { cookieName, setCookie } from '@/utils/http/cookies.server';
import { LINK_LIFE_S, type MailedLink } from '@/utils/links/link.server';

const REASONS = ['link-asked', 'link-sent-again', 'link-failed'] as const;

/** Why an address is remembered: the browser asked for a link, asked again, or a link or form failed. */
type Reason = (typeof REASONS)[number];

/**
 * Remembers an address in an encrypted cookie, so that no URL holds it, and the hash of the link to it. An
 * attacker cannot make the cookie, so the page of a link submits itself only in the browser that asked for it.
 */
export async function rememberAddress(
  res: ServerResponse,
  reason: Reason,
  address: string,
  link?: string,
) {
  const token = { email: address, link };
  const value = await encode({ secret: presentSecret(), salt: reason, token, maxAge: LINK_LIFE_S });
  setCookie(res, cookieName(reason), value, LINK_LIFE_S);
}

const memorySchema = z.object({ email: z.string(), link: z.string().optional() });

async function recall({ cookies }: RequestWithCookies, reason: Reason) {
  const token = cookies[cookieName(reason)];
  const read = (secret: string) => decode({ secret, salt: reason, token });
  return memorySchema.safeParse(await readWithSecrets(read).catch(() => null)).data;
}

/** The remembered address, for as long as a link to it may work. */
export const recallAddress = async (req: RequestWithCookies, reason: Reason) =>
  (await recall(req, reason))?.email;

/** The hash of the last link to this address that was mailed because this browser asked for it. */
export async function recallLink(req: RequestWithCookies, address: string) {
  const asked = await recall(req, 'link-asked');
  return asked?.email === address ? asked.link : undefined;
}

/** Whether this browser asked for this very link: others may have asked for links to the same address. */
export async function hasAskedFor(req: RequestWithCookies, { email, token }: MailedLink) {
  const asked = await recall(req, 'link-asked');
  if (!asked?.link || !hashesOf(token).includes(asked.link)) return false; // guard: own-link
  return asked.email === email;
}

/** Forgets all of them at a sign-out, because another user may use the browser next. */
export function forgetAddresses(res: ServerResponse): void {
  for (const reason of REASONS) setCookie(res, cookieName(reason), '', 0);
}
