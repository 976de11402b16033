import EmailProvider from 'next-auth/providers/email';

import { clientAddress } from '@/utils/http/client-address.server';
import { describeBrowser } from '@/utils/http/describe-browser';
import { canonicalAddress } from '@/utils/links/email-address';
import { hashToken } from '@/utils/base/nextauth-token-hash.server';
import { confirmUrl } from '@/utils/links/link.server';
import { currentRequest } from '@/utils/base/current-request.server';
import { mayMail, sendLink } from '@/utils/links/send-link.server';
import { usualTime } from '@/utils/links/usual-time.server';

/** How long a mailed link works, in seconds (OWASP ASVS 5.0, 6.5.5: at most ten minutes). */
export const LINK_LIFE_S = 10 * 60;

/**
 * Hides by the time of the answer whether a mail has left, as far as one mail takes as long as another.
 * It does not hide that from whoever asks a process that has not mailed yet, or reads of no failure
 * while the mail server is out. Neither tells of an account: mails are counted for any address.
 */
const mailing = usualTime();

/** NextAuth's way in by a mailed link. */
export function emailProvider() {
  return EmailProvider({
    maxAge: LINK_LIFE_S,
    normalizeIdentifier(identifier) {
      const address = canonicalAddress(identifier);
      if (!address) throw new Error('invalid_email');
      return address;
    },
    async sendVerificationRequest({ identifier, url, token, expires }) {
      const begun = performance.now();
      if (await mayMail(identifier)) {
        const link = { identifier, token: hashToken(token), expires };
        await sendLink(link, { link: confirmUrl(url), minutes: LINK_LIFE_S / 60, asked: asked() });
        mailing.note(begun);
      } else {
        // Who asks too often reads the same answer, and the link mailed last still works.
        await mailing.waitFrom(begun);
      }
    },
  });
}

/** When and from where the link is asked for, for the mail to tell. */
function asked() {
  const req = currentRequest();
  const browser = describeBrowser(req?.headers['user-agent']);
  return { at: new Date(), browser, address: req && clientAddress(req) };
}
