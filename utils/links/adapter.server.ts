import { PrismaAdapter } from '@next-auth/prisma-adapter';
import type { Adapter } from 'next-auth/adapters';

import { db } from '@/utils/data/db.server';

/** NextAuth's Prisma adapter, except that `sendLink` stores the token of a link, before it mails it. */
export const userAdapter = (): Adapter => ({
  ...PrismaAdapter(db()),
  createVerificationToken: async (verificationToken) => verificationToken,
});
