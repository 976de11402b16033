import type { NextAuthOptions } from 'next-auth';

import { ACCOUNT_PATH } from '@/utils/account-path';
import { sameOriginUrl } from '@/utils/callback-url';
import { nextAuthCookies } from '@/utils/cookies.server';
import { describeBrowser } from '@/utils/describe-browser';
import { emailProvider } from '@/utils/email-provider.server';
import { env } from '@/utils/env.server';
import type { AppError } from '@/utils/errors';
import { log } from '@/utils/log.server';
import { SESSION_IDLE_S } from '@/utils/new-session.server';
import { passkeyProvider } from '@/utils/passkey-provider.server';
import {
  isSessionEnded,
  jwtCallback,
  sessionCallback,
  type SignInContext,
} from '@/utils/session-callbacks.server';
import type { UsedProof } from '@/utils/used-proof.server';
import { userAdapter } from '@/utils/user-adapter.server';

interface RequestHooks extends SignInContext {
  /** Called where NextAuth's own answer will blame the person for what was out of order here. */
  onUndecided?: (refusal: AppError) => void;
  /** Called with the address when a sign-in link has been mailed, or the answer is to say so. */
  onMailed?: (address: string) => void;
  /** Whom the limits count. */
  client?: string;
  /** The address that a mailed link is asked for from, as far as it can be believed. */
  clientAddress?: string;
  /** Notes what the request uses up. */
  proof?: UsedProof;
}

/** NextAuth's configuration for one request. */
export function authOptions({
  onUndecided = () => {},
  onMailed = () => {},
  client = '',
  clientAddress,
  proof = {},
  ...signIn
}: RequestHooks = {}): NextAuthOptions {
  const browser = describeBrowser(signIn.userAgent);
  return {
    adapter: userAdapter(proof),
    providers: [
      emailProvider({ onMailed, onUndecided, browser, clientAddress }),
      passkeyProvider({ client, userAgent: signIn.userAgent ?? null, onUndecided }),
    ],
    secret: env().NEXTAUTH_SECRET,
    // With a database adapter NextAuth defaults to database sessions, which CredentialsProvider
    // cannot open: https://next-auth.js.org/configuration/providers/credentials
    session: { strategy: 'jwt', maxAge: SESSION_IDLE_S },
    cookies: nextAuthCookies(),
    pages: {
      signIn: '/signin',
      signOut: ACCOUNT_PATH,
      error: '/signin',
      verifyRequest: '/check-email',
    },
    callbacks: {
      redirect: ({ url, baseUrl }) => sameOriginUrl(url, baseUrl),
      jwt: jwtCallback({ ...signIn, proof }),
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
  };
}
