import { z } from 'zod';

import { type Client, createClient } from './create-client';
import { createSignInTokens } from './create-sign-in-tokens';
import { loadInRounds } from './load-in-rounds';
import type { App } from './start-app';

const CLIENTS = 16;
/** V8 has compiled the busiest code by then: a sign-in takes half as long as the first ones. */
const WARM_UP = 600;
const SIGN_INS = 900;

const csrf = z.object({ csrfToken: z.string() });
const outcome = z.object({ url: z.string() });

/**
 * Signs in with result tokens of real ceremonies, sixteen at a time. The ceremonies and the clients'
 * CSRF tokens are not timed. Returns one of the session cookies too. Throws if a sign-in is refused.
 */
export async function loadSignIns(app: App) {
  const tokens = await createSignInTokens(app, WARM_UP + SIGN_INS);
  const visitors = await Promise.all(Array.from({ length: CLIENTS }, () => createVisitor(app)));
  let sessionCookie = '';

  const rounds = await loadInRounds(visitors, tokens, WARM_UP, async (visitor, token) => {
    sessionCookie = await signIn(visitor, token);
  });
  for (const { client } of visitors) client.close();
  return { rounds, sessionCookie };
}

type Visitor = { client: Client; csrfToken: string; csrfCookie: string };

async function createVisitor({ url }: App): Promise<Visitor> {
  const client = createClient(url);
  const { body, cookies } = await client.get('/api/auth/csrf');
  const { csrfToken } = csrf.parse(JSON.parse(body));
  return { client, csrfToken, csrfCookie: cookies.join('; ') };
}

/** Signs in as NextAuth's `signIn('credentials', …)` does. Returns the session cookie. */
async function signIn(visitor: Visitor, signInToken: string): Promise<string> {
  const { client, csrfToken, csrfCookie } = visitor;
  const fields = { csrfToken, signInToken, json: 'true' };
  const answer = await client.postForm('/api/auth/callback/credentials', csrfCookie, fields);
  const session = answer.cookies.find((cookie) => /^session-token=./.test(cookie));
  const { status, body } = answer;
  if (status !== 200 || !session) throw new Error(`A sign-in was refused: ${status} ${body}`);
  outcome.parse(JSON.parse(body));
  return session;
}
