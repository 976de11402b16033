import { z } from 'zod';

import { createClient } from './create-client';
import { keepKnownCookie, knownCookieOf } from './known-cookies';

const csrf = z.object({ csrfToken: z.string() });
const outcome = z.object({ url: z.string() });

export type Visitor = Awaited<ReturnType<typeof createVisitor>>;

/**
 * A browser with one connection to an app, and NextAuth's CSRF token. The app gets sign-in tokens in the
 * form field `tokenField`. Throws if the app refuses a request.
 */
export async function createVisitor(url: string, tokenField: string) {
  const client = createClient(url);
  const { body, cookies } = await client.get('/api/auth/csrf');
  const { csrfToken } = csrf.parse(JSON.parse(body));
  const csrfCookie = cookies.join('; ');

  return {
    /** Signs in as NextAuth's `signIn('credentials', …)` does. Returns the session cookie. */
    async signIn(token: string): Promise<string> {
      const fields = { csrfToken, [tokenField]: token, json: 'true' };
      const cookie = `${csrfCookie}; ${knownCookieOf(url)}`;
      const answer = await client.postForm('/api/auth/callback/credentials', cookie, fields);
      keepKnownCookie(url, answer.cookies);
      const session = answer.cookies.filter((cookie) => /session-token(\.\d+)?=./.test(cookie));
      const { status, body } = answer;
      if (status !== 200 || session.length === 0) {
        throw new Error(`${url} refused a sign-in: ${status} ${body}`);
      }
      outcome.parse(JSON.parse(body));
      return session.join('; ');
    },

    async readSession(cookie: string): Promise<void> {
      const { status, body } = await client.get('/api/auth/session', cookie);
      if (status !== 200 || !body.includes('"user"')) {
        throw new Error(`${url} did not read a session: ${status} ${body}`);
      }
    },

    close: client.close,
  };
}
