import EmailProvider from 'next-auth/providers/email';

import { canonicalAddress } from '@/utils/email-address';
import { AppError } from '@/utils/errors';
import { hashToken } from '@/utils/hash-token.server';
import { confirmUrl } from '@/utils/mailed-link.server';
import { mayMail, sendLink } from '@/utils/send-link.server';
import { usualTime } from '@/utils/usual-time.server';

/** How long a mailed link works, in seconds (OWASP ASVS 5.0, 6.5.5: at most ten minutes). */
export const LINK_LIFE_S = 10 * 60;

/**
 * Hides by the time of the answer whether a mail has left, as far as one mail takes as long as another.
 * It does not hide that from whoever asks a process that has not mailed yet, or reads of no failure
 * while the mail server is out. Neither tells of an account: mails are counted for any address.
 */
const mailing = usualTime();

interface EmailProviderOptions {
  /** Called with the address when the mail has left, or is to seem so. */
  onMailed: (address: string) => void;
  /** Called where nothing could be mailed. */
  onUndecided: (refusal: AppError) => void;
  /** From where the link is asked for, for the mail to tell. */
  browser: string;
  clientAddress?: string;
}

/** NextAuth's way in by a mailed link. */
export function emailProvider(options: EmailProviderOptions) {
  const { onMailed, onUndecided, browser, clientAddress } = options;
  return EmailProvider({
    maxAge: LINK_LIFE_S,
    normalizeIdentifier(identifier) {
      const address = canonicalAddress(identifier);
      if (!address) throw new Error('invalid_email');
      return address;
    },
    async sendVerificationRequest({ identifier, url, token, expires }) {
      const begun = performance.now();
      const link = { identifier, token: hashToken(token), expires };
      const asked = { at: new Date(), browser, address: clientAddress };
      try {
        if (await mayMail(identifier)) {
          await sendLink(link, { link: confirmUrl(url), minutes: LINK_LIFE_S / 60, asked });
          mailing.note(begun);
        } else {
          // Who asks too often reads the same answer, and the link mailed last still works.
          await mailing.waitFrom(begun);
        }
      } catch (error) {
        onUndecided(new AppError('service_unavailable'));
        throw error;
      }
      onMailed(identifier);
    },
  });
}
