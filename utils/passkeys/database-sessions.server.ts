import type { IncomingHttpHeaders } from 'node:http';

import type { CallbacksOptions, NextAuthOptions, User } from 'next-auth';
import type { Adapter } from 'next-auth/adapters';
import { encode, type JWT } from 'next-auth/jwt';

/** NextAuth's own default, in seconds. */
const MAX_AGE_S = 30 * 24 * 60 * 60;

/**
 * Database sessions for a credentials provider. NextAuth 4.24 gives such a provider a JWT in every case
 * (core/routes/callback.js, the branch "credentials"). With sessions in a database it calls
 * `callbacks.jwt` and `jwt.encode` of the options there and nowhere else: the checks of OAuth
 * (core/lib/oauth/checks.js) call the library's own. So the "JWT" of a passkey is the token of a session
 * that the adapter has opened. Another credentials provider of the app gets what it always got.
 */
export function databaseSessions(options: NextAuthOptions, adapter: Adapter) {
  const { callbacks, jwt, session } = options;
  const opened = new WeakMap<User, string>();
  const sessionTokens = new WeakMap<JWT, string>();

  /** Opens a session. The one that the browser had before ends, as its token is replaced. */
  async function openSession(user: User, headers: IncomingHttpHeaders): Promise<void> {
    if (!adapter.createSession) throw new Error('The adapter cannot create sessions.');
    const { sessionToken } = await adapter.createSession({
      sessionToken: (await session?.generateSessionToken?.()) ?? crypto.randomUUID(),
      userId: user.id,
      expires: new Date(Date.now() + (session?.maxAge ?? MAX_AGE_S) * 1000),
    });
    opened.set(user, sessionToken);
    const replaced = sessionCookies(options, headers);
    // The old row is of no use to the browser any more, but the new session must not fail with it.
    const remove = async (value: string) => adapter.deleteSession?.(decodeURIComponent(value));
    await Promise.allSettled(replaced.map(remove)); // guard: replaced-session
  }

  const jwtCallback: CallbacksOptions['jwt'] = async (params) => {
    const sessionToken = opened.get(params.user);
    if (!sessionToken) return callbacks?.jwt ? callbacks.jwt(params) : params.token;
    const token = { ...params.token };
    sessionTokens.set(token, sessionToken);
    return token;
  };

  const encodeToken: typeof encode = async (params) =>
    (params.token && sessionTokens.get(params.token)) ?? (jwt?.encode ?? encode)(params);

  return { openSession, jwt: jwtCallback, encode: encodeToken };
}

/** The browser's session cookies: NextAuth's name depends on how it learns the site's address (core/lib/cookie.js). */
function sessionCookies({ cookies }: NextAuthOptions, { cookie = '' }: IncomingHttpHeaders) {
  const named = cookies?.sessionToken?.name;
  const names = named ? [named] : ['next-auth.session-token', '__Secure-next-auth.session-token'];
  const pairs = cookie.split(/; */).map((pair) => pair.split('='));
  return pairs.flatMap(([name = '', value = '']) => (names.includes(name) ? [value] : []));
}
