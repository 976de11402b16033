import type { NextAuthOptions } from 'next-auth';

import { ACCOUNT_PATH } from '@/utils/site';
import { emailProvider } from '@/utils/links/email-provider.server';
import { passkeyProvider } from '@/utils/passkeys/passkey-provider.server';
import { sessionOptions } from '@/utils/sessions/session-options.server';
import { spendOnSession } from '@/utils/sessions/spend-on-session.server';
import { userAdapter } from '@/utils/links/adapter.server';

let options: NextAuthOptions | undefined;

/** NextAuth's configuration: one for the process, made on first use, so that a build needs no environment. */
export const authOptions = (): NextAuthOptions =>
  (options ??= {
    ...sessionOptions(),
    adapter: userAdapter(),
    providers: [emailProvider(), passkeyProvider({ spend: spendOnSession })],
    pages: {
      signIn: '/signin',
      signOut: ACCOUNT_PATH,
      error: '/signin',
      verifyRequest: '/check-email',
    },
  });
