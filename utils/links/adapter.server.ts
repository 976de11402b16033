import { PrismaAdapter } from '@next-auth/prisma-adapter';
import type { Adapter, AdapterUser } from 'next-auth/adapters';

import { db } from '@/utils/data/db.server';
import { useLink } from '@/utils/links/redeem-link.server';

/**
 * NextAuth's Prisma adapter, with three differences. Tokens of mailed links are stored where the mail
 * is sent (see emailProvider), and work again where no session has come of their use. And creating a
 * user whose address exists updates that user: two links for one new address, opened at the same
 * moment, give one account, where with a plain insert the slower one fails after its link is used up.
 */
export function userAdapter(): Adapter {
  const adapter: Adapter = PrismaAdapter(db());
  return {
    ...adapter,
    createVerificationToken: async (verificationToken) => verificationToken,
    useVerificationToken: useLink,
    async createUser({ email, emailVerified }: Omit<AdapterUser, 'id'>) {
      const user = await db().user.upsert({
        where: { email },
        create: { email, emailVerified },
        update: { emailVerified },
      });
      return { ...user, email };
    },
  };
}
