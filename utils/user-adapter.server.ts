import { PrismaAdapter } from '@next-auth/prisma-adapter';
import type { Adapter, AdapterUser } from 'next-auth/adapters';

import { db } from '@/utils/db.server';
import { giveLinkBack } from '@/utils/give-link-back.server';
import type { UsedProof } from '@/utils/used-proof.server';

/**
 * NextAuth's Prisma adapter, with three differences. Tokens of mailed links are stored where the mail
 * is sent (see emailProvider), and go back where no session comes of them, unless they are too old. And
 * creating a user whose address exists updates that user: two links for one new address, opened at the
 * same moment, give one account, where with a plain insert the slower one fails after its link is used up.
 */
export function userAdapter(proof: UsedProof): Adapter {
  const adapter: Adapter = PrismaAdapter(db());
  return {
    ...adapter,
    createVerificationToken: async (verificationToken) => verificationToken,
    async useVerificationToken(given) {
      const used = await adapter.useVerificationToken?.(given);
      if (!used || used.expires < new Date()) {
        proof.outcome = 'invalid';
        return null;
      }
      proof.giveBack = () => giveLinkBack(used);
      return used;
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
