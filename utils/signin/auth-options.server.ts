import type { NextAuthOptions } from 'next-auth';

import { isOAuthId, oauthNames } from '@/utils/base/oauth-names';
import { passkeySettings } from '@/utils/base/passkey-settings.server';
import { reportSignIn } from '@/utils/change-mails/report-sign-in.server';
import { emailProvider, userAdapter } from '@/utils/links/email-provider.server';
import { tellOfAccount } from '@/utils/oauth/account-opened.server';
import { oauthProviders } from '@/utils/oauth/providers.server';
import { oauthVerdict } from '@/utils/oauth/verdict.server';
import { withPasskeys } from '@/utils/passkeys/with-passkeys.server';
import { sessionOptions } from '@/utils/sessions/session-options.server';
import { spendOnSession } from '@/utils/sessions/spend-on-session.server';
import { linkProvider } from '@/utils/signin/link-provider.server';
import { ACCOUNT_PATH } from '@/utils/site';

let options: NextAuthOptions | undefined;

/** NextAuth's options, one object per process. Made on first use, because a build has no environment. */
export const authOptions = (): NextAuthOptions => (options ??= makeOptions());

/** Add your own here: https://next-auth.js.org/configuration/events */
const events: NonNullable<NextAuthOptions['events']> = {
  linkAccount: tellOfAccount,
  async signIn({ user, account, isNewUser = false }) {
    const { id, email, sid, isNew = isNewUser } = user;
    const by = means(account?.provider);
    if (email && sid) await reportSignIn({ user: { id, email, sid }, by, isNew });
  },
};

const means = (provider?: string) => {
  if (isOAuthId(provider)) return oauthNames[provider];
  return provider === 'link' ? 'a link that was mailed to you' : 'a passkey';
};

function makeOptions(): NextAuthOptions {
  const base = sessionOptions();
  const own: NextAuthOptions = {
    ...base,
    callbacks: { ...base.callbacks, signIn: oauthVerdict },
    adapter: userAdapter(),
    providers: [
      emailProvider(),
      linkProvider((user) => events.createUser?.({ user })),
      ...oauthProviders(),
    ],
    events,
    pages: {
      signIn: '/signin',
      signOut: ACCOUNT_PATH,
      error: '/signin',
      verifyRequest: '/check-email',
    },
  };
  // `spendOnSession` finds the user in the same statement.
  const findUser = (id: string) => ({ id });
  return withPasskeys(own, { ...passkeySettings, findUser, spend: spendOnSession });
}
