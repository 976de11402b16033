import { PrismaAdapter } from '@next-auth/prisma-adapter';
import type { Adapter, AdapterUser } from 'next-auth/adapters';

import { db } from '@/utils/db.server';
import { linkUse } from '@/utils/mailed-link-use.server';
import type { UsedProof } from '@/utils/used-proof.server';

/**
 * NextAuth's Prisma adapter, with three differences. Tokens of mailed links are stored where the mail
 * is sent (see emailProvider), and work again where no session has come of their use. And creating a
 * user whose address exists updates that user: two links for one new address, opened at the same
 * moment, give one account, where with a plain insert the slower one fails after its link is used up.
 */
export function userAdapter(proof: UsedProof): Adapter {
  const adapter: Adapter = PrismaAdapter(db());
  return {
    ...adapter,
    createVerificationToken: async (verificationToken) => verificationToken,
    async useVerificationToken(link) {
      const use = linkUse(link);
      proof.giveBack = use.undo;
      const used = await use.make();
      if (used) return used;
      proof.outcome = 'invalid';
      proof.giveBack = undefined;
      return null;
    },
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
