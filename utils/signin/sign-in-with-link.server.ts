import type { NextApiRequest, NextApiResponse } from 'next';

import { askNextAuth } from '@/utils/signin/ask-nextauth.server';
import { sendRecorded } from '@/utils/http/record-response.server';
import { clientNetwork } from '@/utils/http/client-address.server';
import { carriesCsrfToken } from '@/utils/signin/csrf.server';
import { env } from '@/utils/base/env.server';
import { AppError } from '@/utils/base/errors';
import { hashToken } from '@/utils/base/nextauth-token-hash.server';
import { rememberAddress } from '@/utils/links/remembered-address.server';
import { log } from '@/utils/base/log.server';
import { undoLinkUse } from '@/utils/links/redeem-link.server';
import { type MailedLink, parseLink } from '@/utils/links/link.server';
import { consume, giveBack } from '@/utils/limits/rate-limits.server';
import { acceptsPage, refuseForm } from '@/utils/signin/refuse-form.server';

/**
 * Uses a mailed link up, when the page that it opens is sent off. NextAuth would do so on any GET, from
 * any site; here a GET only leads to that page, and a POST has to come from it: otherwise a mail
 * scanner burns the link, and another site can sign people in to an account that is not theirs.
 */
export async function openMailedLink(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  if (req.method !== 'POST') {
    const { search } = new URL(req.url ?? '', env().NEXTAUTH_URL);
    return void res.redirect(303, `/signin/confirm${search}`);
  }
  const link = parseLink(req.body);
  // The page sends no referrer, and therefore "null" as its origin: what tells is the token.
  if (!carriesCsrfToken(req)) return backToPage(req, res, link);

  const client = clientNetwork(req);
  try {
    // Counted beforehand, and given back where the link is good.
    await consume('bad_links_per_client', client);
  } catch (error) {
    return refuseForm(req, res, { error, otherwise: 'Callback' });
  }
  if (!link) {
    logRefusal('malformed');
    return void res.redirect(303, '/signin?error=Verification');
  }

  // Where the link works no more, the next page offers to send another one to this address.
  rememberAddress(res, 'link-failed', link.email);
  req.query = { nextauth: ['callback', 'email'], ...link };
  const answer = await askNextAuth(req).catch((error: unknown) => {
    undoLinkUse({ token: hashToken(link.token) });
    throw error;
  });
  sendRecorded(res, answer);

  if (answer.error === 'Verification') return logRefusal('invalid');
  if (answer.error) {
    undoLinkUse({ token: hashToken(link.token) });
    logRefusal('unavailable');
  }
  // The answer is on its way: what fails now is no longer anybody's concern.
  await giveBack('bad_links_per_client', client).catch(() => {});
}

/**
 * Shows a browser the page once more, which then carries its token: in another tab it may have got
 * another one. Throws `wrong_origin` where a program asks.
 */
function backToPage(req: NextApiRequest, res: NextApiResponse, link: MailedLink | undefined): void {
  if (!link || !acceptsPage(req)) throw new AppError('wrong_origin');
  res.redirect(303, `/signin/confirm?${new URLSearchParams({ ...link })}`);
}

const logRefusal = (reason: 'malformed' | 'invalid' | 'unavailable') =>
  log.warn({ event: 'sign_in_refused', method: 'email', reason });
