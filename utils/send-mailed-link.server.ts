import type { NextApiRequest, NextApiResponse } from 'next';

import { csrfToken } from '@/utils/csrf.server';
import { canonicalAddress } from '@/utils/email-address';
import { rememberAddress } from '@/utils/link-request.server';
import { runNextAuth } from '@/utils/run-nextauth.server';

/** Mails a sign-in link, and sends the form's page back with words where that cannot be. */
export async function sendMailedLink(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  const { email, callbackUrl = '', csrfToken: given } = req.body;
  const back = (error: string) => {
    const query = new URLSearchParams({ error, ...(callbackUrl && { callbackUrl }) });
    res.redirect(303, `/signin?${query}`);
  };

  // NextAuth shows the page again without a word when the token is wrong.
  if (given !== csrfToken(req, res)) return back('form_expired');
  if (!canonicalAddress(email)) return back('invalid_email');
  await runNextAuth(req, res, (address) => rememberAddress(res, 'link-asked', address)).catch(() =>
    back('EmailSignin'),
  );
}
