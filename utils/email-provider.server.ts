import EmailProvider from 'next-auth/providers/email';

import { db } from '@/utils/db.server';
import { canonicalAddress } from '@/utils/email-address';
import { env } from '@/utils/env.server';
import { AppError } from '@/utils/errors';
import { hashToken } from '@/utils/hash-token.server';
import { confirmUrl } from '@/utils/mailed-link.server';
import { sendSignInMail } from '@/utils/sign-in-mail.server';
import { consume, giveBack } from '@/utils/rate-limits.server';
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
  /** Called where the mail could not leave. */
  onUndecided: (refusal: AppError) => void;
  /** From where the link is asked for, for the mail to tell. */
  browser: string;
  clientAddress?: string;
}

/** NextAuth's way in by a mailed link. */
export function emailProvider(options: EmailProviderOptions) {
  const { onMailed, onUndecided, browser, clientAddress } = options;
  return EmailProvider({
    from: env().EMAIL_FROM,
    maxAge: LINK_LIFE_S,
    normalizeIdentifier(identifier) {
      const address = canonicalAddress(identifier);
      if (!address) throw new Error('invalid_email');
      return address;
    },
    // NextAuth sends the mail and stores its token at the same time. Here the token is stored first,
    // so that no mail holds a dead link, and taken back where the mail does not leave. Older links
    // work until it has left: who gets no new one goes on with what is there.
    async sendVerificationRequest({ identifier, url, token, expires }) {
      const begun = performance.now();
      // Who asks too often reads the same answer, and the link mailed last goes on to work.
      if (!(await mayMail(identifier))) {
        await mailing.waitFrom(begun);
        return onMailed(identifier);
      }

      const link = { identifier, token: hashToken(token), expires };
      await db().verificationToken.create({ data: link });
      try {
        await sendSignInMail(identifier, {
          link: confirmUrl(url),
          minutes: LINK_LIFE_S / 60,
          asked: { at: new Date(), browser, address: clientAddress },
        });
      } catch (error) {
        onUndecided(new AppError('service_unavailable'));
        await takeBack(link);
        throw error;
      }
      await removeOlder(link);
      mailing.note(begun);
      onMailed(identifier);
    },
  });
}

/** Both are counted before the mail leaves, and given back where it does not. */
const ADDRESS_LIMITS = ['mails_per_address', 'mails_per_address_and_day'] as const;

/** Counts a mail to the address; false where there were too many. */
async function mayMail(address: string): Promise<boolean> {
  try {
    for (const name of ADDRESS_LIMITS) await consume(name, address);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'too_many_requests') return false;
    throw error;
  }
}

/** The token of a link as it is stored. */
interface StoredLink {
  identifier: string;
  token: string;
  expires: Date;
}

/** Nobody has the link: it works for nobody, and does not count. */
async function takeBack({ identifier, token }: StoredLink) {
  await db().verificationToken.deleteMany({ where: { token } });
  await Promise.all(ADDRESS_LIMITS.map((name) => giveBack(name, identifier)));
}

/** Removes the older links for the address, and everybody's expired ones. */
async function removeOlder({ identifier, expires }: StoredLink) {
  await db().verificationToken.deleteMany({
    where: {
      OR: [{ identifier, expires: { lt: expires } }, { expires: { lt: new Date() } }],
    },
  });
}
