import EmailProvider from 'next-auth/providers/email';

import { currentRequest } from '@/utils/base/current-request.server';
import { hashToken } from '@/utils/base/nextauth-token-hash.server';
import { clientAddress } from '@/utils/http/client-address.server';
import { describeBrowser } from '@/utils/http/describe-browser';
import { canonicalAddress } from '@/utils/links/email-address';
import { confirmUrl } from '@/utils/links/link.server';
import { LINK_LIFE_S } from '@/utils/links/link-life';
import { mayMail, sendLink } from '@/utils/links/send-link.server';

/** NextAuth's e-mail provider. It mails the link; linkProvider takes it back. */
export function emailProvider() {
  return EmailProvider({
    maxAge: LINK_LIFE_S,
    normalizeIdentifier(identifier) {
      const address = canonicalAddress(identifier);
      if (!address) throw new Error('invalid_email');
      return address;
    },
    async sendVerificationRequest({ identifier, url, token, expires }) {
      // The answer is the same for too many mails, and the link mailed last still works.
      if (!(await mayMail(identifier))) return; // guard: limit-mails-to-address
      const link = { identifier, token: hashToken(token), expires };
      await sendLink(link, { link: confirmUrl(url), minutes: LINK_LIFE_S / 60, asked: asked() });
    },
  });
}

/** When and from where the link is asked for, for the mail to tell. */
function asked() {
  const req = currentRequest();
  const browser = describeBrowser(req?.headers['user-agent']);
  return { at: new Date(), browser, address: req && clientAddress(req) };
}
