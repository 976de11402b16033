import { PrismaAdapter } from '@next-auth/prisma-adapter';
import type { Role } from '@prisma/client';
import type { GetServerSidePropsContext } from 'next';
import { type DefaultSession, getServerSession, type NextAuthOptions } from 'next-auth';
import EmailProvider from 'next-auth/providers/email';

import { env } from '~/env';
import { acme } from '~/server/acme';
import { db } from '~/server/db';
import { sendSignInMail } from '~/server/mail';

declare module 'next-auth' {
  interface Session extends DefaultSession {
    user: { id: string; role: Role } & DefaultSession['user'];
  }

  interface User {
    role: Role;
    suspended: boolean;
  }
}

export const authOptions: NextAuthOptions = {
  callbacks: {
    signIn: ({ user }) => !('suspended' in user && user.suspended),
    session: ({ session, user }) => ({
      ...session,
      user: { ...session.user, id: user.id, role: user.role },
    }),
  },
  events: {
    async createUser({ user }) {
      await db.workspace.create({ data: { name: 'First workspace', ownerId: user.id } });
    },
  },
  pages: { signIn: '/login', error: '/login' },
  adapter: PrismaAdapter(db),
  providers: [
    EmailProvider({
      server: env.EMAIL_SERVER,
      from: env.EMAIL_FROM,
      sendVerificationRequest: sendSignInMail,
    }),
    acme,
  ],
};

/** `getServerSession` without the options. */
export const getServerAuthSession = ({
  req,
  res,
}: Pick<GetServerSidePropsContext, 'req' | 'res'>) => getServerSession(req, res, authOptions);
