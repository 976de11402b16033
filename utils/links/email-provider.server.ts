import { PrismaAdapter } from '@next-auth/prisma-adapter';
import type { Adapter, AdapterAccount } from 'next-auth/adapters';
import EmailProvider from 'next-auth/providers/email';

import { currentRequest } from '@/utils/base/current-request.server';
import { hashToken } from '@/utils/base/nextauth-token-hash.server';
import { db } from '@/utils/data/db.server';
import { clientAddress } from '@/utils/base/client-address.server';
import { describeBrowser } from '@/utils/http/describe-browser';
import { canonicalAddress } from '@/utils/links/email-address';
import { confirmUrl, LINK_LIFE_S } from '@/utils/links/link.server';
import { sendLink } from '@/utils/links/send-link.server';

/**
 * NextAuth's Prisma adapter. It stores no token of a link: `sendLink` does, before it sends the mail. Of an account
 * at an OAuth provider it stores whose it is, and none of the tokens, which nothing here needs.
 */
export const userAdapter = (): Adapter => ({
  ...PrismaAdapter(db()),
  createVerificationToken: async (verificationToken) => verificationToken,
  async linkAccount({ userId, type, provider, providerAccountId }: AdapterAccount) {
    await db().account.create({ data: { userId, type, provider, providerAccountId } });
  },
});

/** NextAuth's e-mail provider mails the link. `linkProvider` signs in with it. */
export const emailProvider = () =>
  EmailProvider({
    maxAge: LINK_LIFE_S,
    normalizeIdentifier(identifier) {
      const address = canonicalAddress(identifier);
      if (!address) throw new Error('invalid_email');
      return address;
    },
    async sendVerificationRequest({ identifier, token, expires }) {
      const link = { identifier, token: hashToken(token), expires };
      await sendLink(link, {
        link: confirmUrl({ token, email: identifier }),
        minutes: LINK_LIFE_S / 60,
        requester: requester(),
      });
    },
  });

function requester() {
  const req = currentRequest();
  const browser = describeBrowser(req?.headers['user-agent']);
  return { at: new Date(), browser, address: req && clientAddress(req) };
}
