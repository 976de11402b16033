import type { CallbacksOptions, NextAuthOptions, User } from 'next-auth';

type SignIn = CallbacksOptions['signIn'];

/** The options of a host: callbacks and events of its own, and a note of each call. */
export function stockOptions(users: Map<string, User>) {
  /** What the host's `callbacks.signIn` answers. A test changes it. */
  const rule: { signIn: SignIn } = { signIn: async () => true };
  const asked: Parameters<SignIn>[0][] = [];
  const tokensMade: Parameters<CallbacksOptions['jwt']>[0][] = [];
  const signedIn: string[] = [];
  /** What NextAuth has logged. */
  const complaints: string[] = [];

  const options: Omit<NextAuthOptions, 'providers'> = {
    secret: 'a secret of the tests that nothing else uses',
    callbacks: {
      signIn(params) {
        asked.push(params);
        return rule.signIn(params);
      },
      jwt(params) {
        const { token, account } = params;
        if (account) tokensMade.push(params);
        return account ? { ...token, by: account.provider } : token;
      },
      session({ session, token, user }) {
        const { sub, by }: { sub?: string; by?: unknown } = Object(token);
        return { ...session, by, user: { ...session.user, id: Object(user).id ?? sub } };
      },
    },
    events: {
      signIn({ user, account }) {
        signedIn.push(`${account?.provider} ${user.email}`);
        if (!users.has(user.id)) users.set(user.id, user);
      },
    },
    logger: {
      error: (code) => void complaints.push(code),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
  return { options, rule, asked, tokensMade, signedIn, complaints };
}
