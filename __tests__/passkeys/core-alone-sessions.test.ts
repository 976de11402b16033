import { randomBytes } from 'node:crypto';

import type { NextAuthOptions } from 'next-auth';

import { type CoreHost, startHost } from '../support/core-host/host';

const NAME = 'next-auth.session-token';
let app: CoreHost;

afterEach(async () => {
  delete process.env.AUTH_TRUST_HOST;
  await app.close();
});

const hostWith = async (options: Partial<NextAuthOptions>) => {
  app = await startHost('database sessions', { options });
  return app.owner('ada');
};

/** Signs in twice in one browser: the second session takes the place of the first. */
async function signInTwice(
  ada: Awaited<ReturnType<CoreHost['owner']>>,
  cookie: string,
  headers = {},
) {
  const before = await app.store.sessions();
  const visitor = app.visitor(headers);
  const tokens: string[] = [];
  for (const _ of [1, 2]) {
    expect(await visitor.bring(await ada.browser.signIn())).toMatchObject({ error: null });
    tokens.push(decodeURIComponent((await visitor.cookie(cookie)) ?? ''));
    expect(await visitor.session()).toMatchObject({ user: { id: ada.id } });
  }
  expect(await app.store.sessions()).toBe(before + 1);
  expect(new Set(tokens).size).toBe(2);
  return tokens;
}

const session = { strategy: 'database', maxAge: 600 } as const;

test('the row that a sign-in replaces goes, in the cookie that NextAuth uses by default', async () => {
  await signInTwice(await hostWith({}), NAME);
});

test('also if the host makes its tokens itself, of any characters, and says how long they live', async () => {
  const generateSessionToken = () => `+/=; ${randomBytes(8).toString('base64')}`;
  const [, token = ''] = await signInTwice(
    await hostWith({ session: { ...session, generateSessionToken } }),
    NAME,
  );
  expect(token).toMatch(/^\+\/=; /);
  const row = await app.store.adapter?.getSessionAndUser?.(token);
  const seconds = ((row?.session.expires.getTime() ?? 0) - Date.now()) / 1000;
  expect(seconds).toBeGreaterThan(590);
  expect(seconds).toBeLessThanOrEqual(600);
});

test('also in a cookie that the host has named', async () => {
  const name = 'own-session';
  const options = { httpOnly: true, sameSite: 'lax', path: '/' };
  await signInTwice(await hostWith({ cookies: { sessionToken: { name, options } } }), name);
});

test('also in the secure cookie', async () => {
  await signInTwice(await hostWith({ useSecureCookies: true }), `__Secure-${NAME}`);
});

test('also if NextAuth learns the address of the site from a proxy alone', async () => {
  const ada = await hostWith({});
  delete process.env.NEXTAUTH_URL;
  process.env.AUTH_TRUST_HOST = 'true';
  const { host } = new URL(app.url);
  const headers = { 'X-Forwarded-Host': host, 'X-Forwarded-Proto': 'https' };
  await signInTwice(ada, `__Secure-${NAME}`, headers);
});

test('also if NEXTAUTH_URL names no protocol', async () => {
  const ada = await hostWith({});
  process.env.NEXTAUTH_URL = new URL(app.url).host;
  await signInTwice(ada, `__Secure-${NAME}`);
});

test('a cookie that names no session, or cannot be read, keeps no one out', async () => {
  const ada = await hostWith({});
  for (const value of ['gone', '%E0%A4%A', '"']) {
    const visitor = app.visitor();
    await visitor.setCookie(`${NAME}=${value}; Path=/`);
    expect(await visitor.bring(await ada.browser.signIn())).toMatchObject({ error: null });
    expect(await visitor.session()).toMatchObject({ user: { id: ada.id } });
  }
});

test('a user signed in by passkey can link an account, as after any other sign-in', async () => {
  const ada = await hostWith({});
  const visitor = app.visitor();
  await visitor.bring(await ada.browser.signIn());
  expect(await visitor.signInAtAcme('a-second-account')).toMatchObject({ error: null });
  expect(await visitor.session()).toMatchObject({ user: { id: ada.id } });

  const other = app.visitor();
  expect(await other.signInAtAcme('a-second-account')).toMatchObject({ error: null });
  expect(await other.session()).toMatchObject({ user: { id: ada.id } });
});
