import EmailProvider from 'next-auth/providers/email';
import { createTransport } from 'nodemailer';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

import { SignInMail, signInMailText } from '@/utils/components/sign-in-mail';
import { canonicalAddress } from '@/utils/email-address';
import { env } from '@/utils/env.server';

/** How long a mailed link works, in seconds (OWASP ASVS 5.0, 6.5.5: at most ten minutes). */
export const LINK_LIFE_S = 10 * 60;

const TIMEOUTS_MS = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 };

/** NextAuth's way in by a mailed link. */
export function emailProvider() {
  const { EMAIL_SERVER: url, EMAIL_FROM: from, NEXTAUTH_URL } = env();

  return EmailProvider({
    from,
    maxAge: LINK_LIFE_S,
    normalizeIdentifier(identifier) {
      const address = canonicalAddress(identifier);
      if (!address) throw new Error('invalid_email');
      return address;
    },
    async sendVerificationRequest({ identifier, url: link }) {
      const { host } = new URL(NEXTAUTH_URL);
      const mail = { link, host, minutes: LINK_LIFE_S / 60 };
      await createTransport({ url, ...TIMEOUTS_MS }).sendMail({
        from,
        to: identifier,
        subject: `Sign in to ${host}`,
        text: signInMailText(mail),
        html: renderToStaticMarkup(createElement(SignInMail, mail)),
      });
    },
  });
}
