import type { CallbacksOptions, NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';

import { databaseSessions } from './database-sessions.server';
import type { SignInSettings } from './settings.server';
import type { Host, Verdict } from './sign-in.server';

type SignInCallback = CallbacksOptions['signIn'];

/**
 * Adds sign-in by passkey to an app's NextAuth options. Its providers, callbacks, events, pages, cookies
 * and session strategy stay as they are. `callbacks.signIn` is asked once, before the passkey is spent and
 * before a session is opened; `events.signIn` is called, and `callbacks.jwt` if sessions are JWTs. Throws at start if there is neither an adapter nor `findUser`, or a provider with the same id.
 */
export function withPasskeys(options: NextAuthOptions, settings: SignInSettings): NextAuthOptions {
  const { adapter, callbacks, session } = options;
  const id = settings.provider ?? 'credentials';
  if (options.providers.some((other) => idOf(other) === id)) {
    throw new Error(`withPasskeys: the provider id "${id}" is taken. Set another "provider".`);
  }
  const findUser = settings.findUser ?? adapter?.getUser;
  if (!findUser) throw new Error('withPasskeys: "findUser" is needed without an adapter.');

  const ask = async (params: Parameters<SignInCallback>[0]): Promise<Verdict> =>
    callbacks?.signIn ? callbacks.signIn(params) : true;
  // NextAuth asks `callbacks.signIn` after `authorize`, with the very user that this has returned.
  const verdicts = new WeakMap<object, Promise<Verdict>>();
  const keepsSessionsInDatabase = adapter !== undefined && session?.strategy !== 'jwt';
  const database = keepsSessionsInDatabase ? databaseSessions(options, adapter) : undefined;

  const host: Host = {
    findUser,
    judge(user, account, proof) {
      // NextAuth declares the provider's fields here, and passes what the form holds.
      const form: object = proof;
      const verdict = ask({ user, account, credentials: { ...form } });
      verdicts.set(user, verdict);
      return verdict;
    },
    openSession: database?.openSession,
  };

  const provider = CredentialsProvider({
    id,
    name: 'Passkey',
    credentials: { signInToken: { type: 'text' }, confirms: { type: 'text' } },
    async authorize(credentials, { headers = {} }) {
      // Loaded when needed: reading a session, with the same options, needs neither the SDK nor zod.
      const { authorize } = await import('./sign-in.server');
      return authorize(credentials ?? {}, headers, settings, host);
    },
  });

  return {
    ...options,
    ...(database && { jwt: { ...options.jwt, encode: database.encode } }),
    providers: [...options.providers, provider],
    callbacks: {
      ...callbacks,
      ...(database && { jwt: database.jwt }),
      async signIn(params) {
        if (params.account?.provider !== id) return ask(params);
        return verdicts.get(params.user) ?? false;
      },
    },
  };
}

/** The id as NextAuth will read it: what a provider's function is given stands under `options`. */
function idOf({ id, options }: NextAuthOptions['providers'][number]): string {
  const given: unknown = options;
  return Object.assign({ id }, given).id;
}
