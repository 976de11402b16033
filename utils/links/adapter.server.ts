import { PrismaAdapter } from '@next-auth/prisma-adapter';
import type { Adapter } from 'next-auth/adapters';

import { db } from '@/utils/data/db.server';

/** NextAuth's Prisma adapter. It stores no token of a link: `sendLink` does, before it sends the mail. */
export const userAdapter = (): Adapter => ({
  ...PrismaAdapter(db()),
  createVerificationToken: async (verificationToken) => verificationToken,
});
