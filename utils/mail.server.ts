import { createTransport } from 'nodemailer';

import { env } from '@/utils/env.server';

const TIMEOUTS_MS = { connectionTimeout: 4_000, greetingTimeout: 4_000, socketTimeout: 8_000 };

/** The server's URL with our timeouts, which nodemailer reads there alone once it is given a URL. */
function serverUrl(): string {
  const url = new URL(env().EMAIL_SERVER);
  Object.entries(TIMEOUTS_MS).forEach(([name, value]) => url.searchParams.set(name, String(value)));
  return url.href;
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Sends a mail. Throws where the mail server does not take it. */
export async function sendMail(mail: Mail & { messageId?: string }): Promise<void> {
  const { EMAIL_FROM: from } = env();
  await createTransport(serverUrl()).sendMail({ ...mail, from, envelope: { from, to: mail.to } });
}

/** The site, as mails name it. */
export const siteHost = () => new URL(env().NEXTAUTH_URL).host;
