import type { NextApiRequest, NextApiResponse } from 'next';

import { env } from '@/utils/base/env.server';
import { AppError } from '@/utils/base/errors';
import { log } from '@/utils/base/log.server';
import { sendAnswer } from '@/utils/http/ask-nextauth.server';
import { clientNetwork } from '@/utils/http/client-address.server';
import { consume, giveBack } from '@/utils/limits/rate-limits.server';
import { type MailedLink, parseLink } from '@/utils/links/link.server';
import { rememberAddress } from '@/utils/links/remembered-address.server';
import { askToSignIn } from '@/utils/signin/ask-to-sign-in.server';
import { carriesCsrfToken } from '@/utils/signin/csrf.server';
import { acceptsPage, refuseForm } from '@/utils/signin/refuse-form.server';

/**
 * Signs in with a mailed link, when the user sends off the page that the link opens. A GET only leads to
 * that page, because mail scanners open every link, and a POST has to come from it, because another site
 * could sign a user in to an account of the attacker.
 */
export async function signInWithLink(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  // guard: link-by-post
  if (req.method !== 'POST') {
    const { search } = new URL(req.url ?? '', env().NEXTAUTH_URL);
    return void res.redirect(303, `/signin/confirm${search}`);
  }
  const link = parseLink(req.body);
  // The page sends no referrer, and so "null" as its origin. The token tells that it is ours.
  if (!(await carriesCsrfToken(req))) return backToPage(req, res, link); // guard: link-form

  const client = clientNetwork(req);
  try {
    // Counted before, and given back if the link is good.
    await consume('bad_links_per_client', client); // guard: limit-links
  } catch (error) {
    return refuseForm(req, res, { error, otherwise: 'link_not_opened' });
  }
  if (!link) {
    logRefusal('malformed');
    return void res.redirect(303, '/signin?error=link_not_valid');
  }

  // If the link no longer works, the next page offers to send another one to this address.
  await rememberAddress(res, 'link-failed', link.email);
  const answer = await askToSignIn(req, ['callback', 'link']);
  sendAnswer(res, answer);

  if (answer.error === 'link_not_valid') return logRefusal('invalid');
  if (answer.error) logRefusal('unavailable');
  // The answer is sent, so a failure changes nothing any more.
  await giveBack('bad_links_per_client', client).catch(() => {});
}

/**
 * Shows a browser the page once more, with the token that it has now: another tab may have got a new one.
 * Throws `wrong_origin` if a program asks.
 */
function backToPage(req: NextApiRequest, res: NextApiResponse, link: MailedLink | undefined): void {
  if (!link || !acceptsPage(req)) throw new AppError('wrong_origin');
  res.redirect(303, `/signin/confirm?${new URLSearchParams({ ...link })}`);
}

const logRefusal = (reason: 'malformed' | 'invalid' | 'unavailable') =>
  log.warn({ event: 'sign_in_refused', method: 'email', reason });
