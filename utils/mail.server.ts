import { createTransport } from 'nodemailer';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

import { SignInMail, signInMailText } from '@/utils/components/sign-in-mail';
import { env } from '@/utils/env.server';

const TIMEOUTS_MS = { connectionTimeout: 4_000, greetingTimeout: 4_000, socketTimeout: 8_000 };

/** The server's URL with our timeouts, which nodemailer reads there alone once it is given a URL. */
function serverUrl(): string {
  const url = new URL(env().EMAIL_SERVER);
  Object.entries(TIMEOUTS_MS).forEach(([name, value]) => url.searchParams.set(name, String(value)));
  return url.href;
}

/** Mails a sign-in link that works for so many minutes. Throws where the mail server does not take it. */
export async function sendSignInMail(to: string, link: string, minutes: number): Promise<void> {
  const { EMAIL_FROM: from, NEXTAUTH_URL } = env();
  const { host } = new URL(NEXTAUTH_URL);
  const mail = { link, host, minutes };

  await createTransport(serverUrl()).sendMail({
    from,
    to,
    envelope: { from, to },
    subject: `Sign in to ${host}`,
    text: signInMailText(mail),
    html: renderToStaticMarkup(createElement(SignInMail, mail)),
  });
}
