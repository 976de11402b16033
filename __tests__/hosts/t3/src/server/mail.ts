import type { SendVerificationRequestParams } from 'next-auth/providers/email';
import { createTransport } from 'nodemailer';

/** Our own mail, in place of NextAuth's. */
export async function sendSignInMail({ identifier, url, provider }: SendVerificationRequestParams) {
  await createTransport(provider.server).sendMail({
    to: identifier,
    from: provider.from,
    subject: 'Your way into Acorn',
    text: `Good to see you. Follow this link to sign in to Acorn:\n\n${url}\n`,
  });
}
