import { createTransport } from 'nodemailer';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

import { SignInMail, signInMailText, type SignInMailProps } from '@/utils/components/sign-in-mail';
import { env } from '@/utils/env.server';

const TIMEOUTS_MS = { connectionTimeout: 4_000, greetingTimeout: 4_000, socketTimeout: 8_000 };

/** The server's URL with our timeouts, which nodemailer reads there alone once it is given a URL. */
function serverUrl(): string {
  const url = new URL(env().EMAIL_SERVER);
  Object.entries(TIMEOUTS_MS).forEach(([name, value]) => url.searchParams.set(name, String(value)));
  return url.href;
}

interface Mail {
  to: string;
  subject: string;
  text: string;
  html: ReactElement;
}

/** Throws where the mail server does not take it. */
async function sendMail({ to, subject, text, html }: Mail): Promise<void> {
  const { EMAIL_FROM: from } = env();
  await createTransport(serverUrl()).sendMail({
    from,
    to,
    envelope: { from, to },
    subject,
    text,
    html: `<!doctype html>${renderToStaticMarkup(html)}`,
  });
}

/** Mails a sign-in link. Throws where the mail server does not take it. */
export async function sendSignInMail(
  to: string,
  content: Omit<SignInMailProps, 'host'>,
): Promise<void> {
  const { host } = new URL(env().NEXTAUTH_URL);
  const mail = { ...content, host };
  await sendMail({
    to,
    subject: `Sign in to ${host}`,
    text: signInMailText(mail),
    html: createElement(SignInMail, mail),
  });
}
