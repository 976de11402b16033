import type { NextApiRequest, NextApiResponse } from 'next';

import { sendAnswer } from '@/utils/http/ask-nextauth.server';
import { askToSignIn } from '@/utils/signin/ask-to-sign-in.server';
import { clientNetwork } from '@/utils/http/client-address.server';
import { carriesCsrfToken } from '@/utils/signin/csrf.server';
import { canonicalAddress, MAX_ADDRESS_LENGTH } from '@/utils/links/email-address';
import { recallAddress, rememberAddress } from '@/utils/links/remembered-address.server';
import { consume } from '@/utils/limits/rate-limits.server';
import { refuseForm } from '@/utils/signin/refuse-form.server';
import { answerWithin } from '@/utils/base/current-request.server';

/** In milliseconds. A mail server is slower than what else an answer needs. */
const MAIL_ANSWER_DUE_MS = 9_500;

/**
 * Mails a sign-in link, and sends the form's page back with words where that cannot be. Throws
 * `too_many_requests` or `service_unavailable` where a program asks, which is to read the status.
 */
export async function requestLink(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  const { email } = req.body;
  const back = (otherwise: string) => refuseForm(req, res, { error: undefined, otherwise });

  // NextAuth shows the page again without a word when the token is wrong.
  if (!(await carriesCsrfToken(req))) return back('form_expired'); // guard: mail-form
  // For the form to show it again, should this come to nothing.
  await rememberAddress(res, 'link-failed', String(email ?? '').slice(0, MAX_ADDRESS_LENGTH));
  const address = canonicalAddress(email);
  if (!address) return back('invalid_email');
  answerWithin(MAIL_ANSWER_DUE_MS);
  try {
    await consume('mails_per_client', clientNetwork(req)); // guard: limit-mails-of-client
    const answer = await askToSignIn(req);
    if (!answer.error) {
      const isAgain = (await recallAddress(req, 'link-asked')) === address;
      if (isAgain) await rememberAddress(res, 'link-sent-again', address);
      await rememberAddress(res, 'link-asked', address);
    }
    sendAnswer(res, answer);
  } catch (error) {
    refuseForm(req, res, { error, otherwise: 'mail_not_sent' });
  }
}
