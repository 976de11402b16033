import type { NextApiRequest, NextApiResponse } from 'next';

import { env } from '@/utils/base/env.server';
import { AppError } from '@/utils/base/errors';
import { logRefusal } from '@/utils/base/log.server';
import { sendAnswer } from '@/utils/http/ask-nextauth.server';
import { clientNetwork } from '@/utils/base/client-address.server';
import { consume } from '@/utils/limits/rate-limits.server';
import { type MailedLink, parseLink } from '@/utils/links/link.server';
import { rememberAddress } from '@/utils/links/remembered-address.server';
import { askToSignIn } from '@/utils/signin/ask-to-sign-in.server';
import { urlAfterLink } from '@/utils/signin/callback-url.server';
import { hasCsrfToken } from '@/utils/signin/csrf.server';
import { acceptsPage, failForm } from '@/utils/signin/refuse-form.server';

/** A GET only shows the page of a link, because mail scanners open every link. Its form uses the link. */
export function showLink(req: NextApiRequest, res: NextApiResponse): void {
  const { search } = new URL(req.url ?? '', env().NEXTAUTH_URL);
  res.redirect(303, `/signin/confirm${search}`);
}

/** Signs in with a mailed link. Throws to a script: `wrong_origin` or `too_many_requests`. */
export async function signInWithLink(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  const link = parseLink(req.body);
  // Another site could sign the user in as the attacker. The page sends no referrer, so its origin is "null".
  if (!(await hasCsrfToken(req))) return showAgain(req, res, link); // guard: link-form

  const client = clientNetwork(req);
  try {
    const giveBack = await consume('bad_links_per_client', client); // guard: limit-links
    // If the link no longer works, the sign-in page offers to mail another one to this address.
    if (link) await rememberAddress(res, 'link-failed', link.email);
    // NextAuth would go on to what another user of this browser wanted.
    req.body.callbackUrl = await urlAfterLink(req, link?.email ?? ''); // guard: own-destination
    const answer = await askToSignIn(req, ['callback', 'link']);
    sendAnswer(res, answer);
    if (answer.error === 'link_not_valid') return;
    // The answer is sent: a failure no longer matters.
    await giveBack().catch(() => {});
  } catch (failure) {
    failForm(req, res, { failure, error: 'link_not_opened' });
  }
}

/** Shows the page once more with the new token that the browser got in another tab. */
function showAgain(req: NextApiRequest, res: NextApiResponse, link: MailedLink | undefined): void {
  if (!link || !acceptsPage(req)) throw new AppError('wrong_origin');
  logRefusal('form_expired', 303);
  res.redirect(303, `/signin/confirm?${new URLSearchParams({ ...link })}`);
}
