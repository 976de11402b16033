import type { NextApiRequest, NextApiResponse } from 'next';

import { answerWithin } from '@/utils/base/current-request.server';
import { sendAnswer } from '@/utils/http/ask-nextauth.server';
import { clientNetwork } from '@/utils/base/client-address.server';
import { consume } from '@/utils/limits/rate-limits.server';
import { canonicalAddress, MAX_ADDRESS_LENGTH } from '@/utils/links/email-address';
import {
  recallAddress,
  recallLink,
  rememberAddress,
} from '@/utils/links/remembered-address.server';
import { mailedLink } from '@/utils/links/send-link.server';
import { askToSignIn } from '@/utils/signin/ask-to-sign-in.server';
import { hasCsrfToken } from '@/utils/signin/csrf.server';
import { failForm, refuseForm } from '@/utils/signin/refuse-form.server';

/** In ms: mail servers are slow. */
const MAIL_DEADLINE_MS = 9_500;

/** As long as a hash, so that the length of the cookie does not tell whether a mail was sent. */
const NO_LINK = '-'.repeat(64);

/** Mails a sign-in link. Throws to a script: `too_many_requests` or `service_unavailable`. */
export async function requestLink(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  const { email = '' } = req.body;
  if (!(await hasCsrfToken(req))) return refuseForm(req, res, 'form_expired'); // guard: mail-form
  // If this fails, the page fills the form with it.
  await rememberAddress(res, 'link-failed', String(email).slice(0, MAX_ADDRESS_LENGTH));
  const address = canonicalAddress(email);
  if (!address) return refuseForm(req, res, 'invalid_email');
  answerWithin(MAIL_DEADLINE_MS);
  try {
    await consume('mails_per_client', clientNetwork(req)); // guard: limit-mails-of-client
    const answer = await askToSignIn(req);
    if (!answer.error) {
      const isAgain = (await recallAddress(req, 'link-asked')) === address;
      if (isAgain) await rememberAddress(res, 'link-sent-again', address);
      const link = mailedLink(req) ?? (await recallLink(req, address)) ?? NO_LINK;
      await rememberAddress(res, 'link-asked', address, link);
    }
    sendAnswer(res, answer);
  } catch (failure) {
    failForm(req, res, { failure, error: 'mail_not_sent' });
  }
}
