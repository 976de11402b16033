import { createElement } from 'react';

import { SignInMail, signInMailText, type SignInMailProps } from '@/utils/links/sign-in-mail';
import { mailHtml } from '@/utils/mail/mail-html.server';
import { sendMail, siteHost } from '@/utils/mail/send-mail.server';

/** Mails a sign-in link. Throws where the mail server does not take it. */
export async function sendSignInMail(
  to: string,
  content: Omit<SignInMailProps, 'host'>,
): Promise<void> {
  const mail = { ...content, host: siteHost() };
  await sendMail({
    to,
    subject: `Sign in to ${mail.host}`,
    text: signInMailText(mail),
    html: mailHtml(createElement(SignInMail, mail)),
  });
}
