import { z } from 'zod';

import type { App } from './app';
import { type Client, createClient } from './client';
import { inParallel, type Timing } from './in-parallel';
import { type Ceremony, enrolPerson, performCeremonies } from './people';
import { sessionOf } from './session-owner';

const CLIENTS = 16;
const PEOPLE = 8;
/** Until the engine has compiled what runs most: by then a sign-in takes half of the first one. */
const WARM_UP = 600;
const ROUNDS = 3;
const SIGN_INS_PER_ROUND = 300;

/** Where `signIn('credentials', …)` posts to. */
export const SIGN_IN_PATH = '/api/auth/callback/credentials';

const csrf = z.object({ csrfToken: z.string() });
const outcome = z.object({ url: z.string() });

interface SignInLoad {
  rounds: Timing[];
  /** The cookie of one of the sessions that were opened. */
  sessionCookie: string;
}

/**
 * Brings result tokens of real ceremonies to NextAuth, sixteen at a time. The ceremonies, and the
 * clients' CSRF tokens, come before the clock starts; every answer is checked.
 */
export async function loadSignIns(app: App): Promise<SignInLoad> {
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => enrolPerson(app)));
  const ceremonies = await performCeremonies(people, WARM_UP + ROUNDS * SIGN_INS_PER_ROUND);
  const visitors = await Promise.all(Array.from({ length: CLIENTS }, () => newVisitor(app)));
  let sessionCookie = '';

  const signInWith = async (visitor: Visitor, { token }: Ceremony) => {
    sessionCookie = await signIn(visitor, token);
  };
  await inParallel(visitors, ceremonies.splice(0, WARM_UP), signInWith);
  const rounds: Timing[] = [];
  while (ceremonies.length > 0) {
    rounds.push(await inParallel(visitors, ceremonies.splice(0, SIGN_INS_PER_ROUND), signInWith));
  }

  for (const { client } of visitors) client.close();
  return { rounds, sessionCookie };
}

/** The cookie of a session that was opened with a passkey. */
export async function openSession(app: App): Promise<string> {
  const [ceremony] = await performCeremonies([await enrolPerson(app)], 1);
  const visitor = await newVisitor(app);
  return signIn(visitor, ceremony?.token ?? '').finally(() => visitor.client.close());
}

export type Visitor = { client: Client; csrfToken: string; csrfCookie: string };

/** Somebody with the token that NextAuth's forms carry. */
export async function newVisitor({ url }: Pick<App, 'url'>): Promise<Visitor> {
  const client = createClient(url);
  const { body, cookies } = await client.get('/api/auth/csrf');
  const { csrfToken } = csrf.parse(JSON.parse(body));
  return { client, csrfToken, csrfCookie: cookies.join('; ') };
}

/** Signs in as `signIn('credentials', …)` does, and returns the session's cookie. */
export async function signIn({ client, csrfToken, csrfCookie }: Visitor, signInToken: string) {
  const fields = { csrfToken, signInToken, json: 'true' };
  const answer = await client.postForm(SIGN_IN_PATH, csrfCookie, fields);
  const session = sessionOf(answer);
  const { status, body } = answer;
  if (status !== 200 || !session) throw new Error(`A sign-in was refused: ${status} ${body}`);
  outcome.parse(JSON.parse(body));
  return session;
}
