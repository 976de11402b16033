import type { NextAuthOptions } from 'next-auth';

import { sameOriginUrl } from '@/utils/callback-url';
import { env } from '@/utils/env.server';
import { log } from '@/utils/log.server';
import { passkeyProvider } from '@/utils/passkey-provider.server';
import { emailProvider } from '@/utils/email-provider.server';
import { userAdapter } from '@/utils/user-adapter.server';

const SESSION_LIFE_S = 7 * 24 * 60 * 60;

/** NextAuth's configuration. `onOutage`: see passkeyProvider. */
export function authOptions({ onOutage = () => {} } = {}): NextAuthOptions {
  return {
    adapter: userAdapter(),
    providers: [emailProvider(), passkeyProvider(onOutage)],
    secret: env().NEXTAUTH_SECRET,
    // With a database adapter NextAuth defaults to database sessions, which CredentialsProvider
    // cannot open: https://next-auth.js.org/configuration/providers/credentials
    session: { strategy: 'jwt', maxAge: SESSION_LIFE_S },
    pages: { signIn: '/signin', error: '/signin', verifyRequest: '/check-email' },
    callbacks: {
      redirect: ({ url, baseUrl }) => sameOriginUrl(url, baseUrl),
      // Called with `user` and `account` at a sign-in, and without them whenever the token is read.
      // The `session` that a client may send with an update is never looked at.
      jwt: ({ token, user, account }) =>
        account
          ? {
              sub: user.id,
              email: user.email ?? token.email,
              method: account.type === 'email' ? 'email' : 'passkey',
              authenticatedAt: Math.floor(Date.now() / 1000),
            }
          : token,
      session: ({ session: { expires }, token }) => ({
        user: { id: token.sub, email: token.email },
        method: token.method,
        authenticatedAt: token.authenticatedAt,
        expires,
      }),
    },
    logger: {
      // The metadata holds addresses and the errors of SMTP and database drivers.
      error: (code) => log.error({ event: 'next_auth_error', code }),
      warn: (code) => log.warn({ event: 'next_auth_warning', code }),
      debug: () => {},
    },
  };
}
