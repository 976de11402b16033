import type { NextAuthOptions } from 'next-auth';

import { presentSecret } from '@/utils/base/env.server';
import { log } from '@/utils/base/log.server';
import { nextAuthCookies } from '@/utils/http/cookies.server';
import { sameOriginUrl } from '@/utils/http/same-origin-url';
import { jwtCallback, sessionCallback } from '@/utils/sessions/session-callbacks.server';
import { SESSION_IDLE_S } from '@/utils/sessions/session-register.server';
import { decode, encode } from '@/utils/sessions/session-token.server';

let options: NextAuthOptions | undefined;

/** The part of NextAuth's configuration that reading a session needs: it has no providers. */
export const sessionOptions = (): NextAuthOptions =>
  (options ??= {
    providers: [],
    secret: presentSecret(),
    // CredentialsProvider opens no others: https://next-auth.js.org/configuration/providers/credentials
    session: { strategy: 'jwt', maxAge: SESSION_IDLE_S },
    jwt: { decode, encode },
    cookies: nextAuthCookies(),
    callbacks: {
      redirect: ({ url, baseUrl }) => sameOriginUrl(url, baseUrl),
      jwt: jwtCallback,
      session: sessionCallback,
    },
    logger: {
      // Not the metadata, which hold addresses and errors of drivers.
      error: (code) => log.error({ event: 'next_auth_error', code }),
      warn: (code) => log.warn({ event: 'next_auth_warning', code }),
      debug: () => {},
    },
  });
