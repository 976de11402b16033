import type { NextAuthOptions } from 'next-auth';

import { sameOriginUrl } from '@/utils/http/same-origin-url';
import { nextAuthCookies } from '@/utils/http/cookies.server';
import { env } from '@/utils/base/env.server';
import { log } from '@/utils/base/log.server';
import { SESSION_IDLE_S } from '@/utils/sessions/session-register.server';
import {
  isSessionEnded,
  jwtCallback,
  sessionCallback,
} from '@/utils/sessions/session-callbacks.server';

let options: NextAuthOptions | undefined;

/** The part of NextAuth's configuration that says what a session is: all that reading one needs. */
export const sessionOptions = (): NextAuthOptions => (options ??= makeOptions());

const makeOptions = (): NextAuthOptions => ({
  providers: [],
  secret: env().NEXTAUTH_SECRET,
  // With a database adapter NextAuth defaults to database sessions, which CredentialsProvider
  // cannot open: https://next-auth.js.org/configuration/providers/credentials
  session: { strategy: 'jwt', maxAge: SESSION_IDLE_S },
  cookies: nextAuthCookies(),
  callbacks: {
    redirect: ({ url, baseUrl }) => sameOriginUrl(url, baseUrl),
    jwt: jwtCallback,
    session: sessionCallback,
  },
  logger: {
    // The metadata holds addresses and the errors of SMTP and database drivers.
    error(code, metadata) {
      // The cookie of a session that has ended comes back for a while: no error of anybody's.
      if (!isSessionEnded(metadata)) log.error({ event: 'next_auth_error', code });
    },
    warn: (code) => log.warn({ event: 'next_auth_warning', code }),
    debug: () => {},
  },
});
