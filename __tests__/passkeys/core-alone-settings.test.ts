import type { User } from 'next-auth';
import { encode } from 'next-auth/jwt';

import { type CoreHost, hostKinds, startHost } from '../support/core-host/host';

let app: CoreHost;
afterEach(() => app.close());

test('what `spend` answers goes onto the user of this one sign-in', async () => {
  let count = 0;
  const spend = async () => ({ name: `number ${++count}`, sid: `session-${count}` });
  app = await startHost('JWT without adapter', { settings: { spend } });
  const ada = await app.owner('ada');
  const made = app.tokensMade.length;
  const visitors = [app.visitor(), app.visitor()];
  const tokens = [await ada.browser.signIn(), await ada.browser.signIn()];
  await Promise.all(visitors.map((visitor, index) => visitor.bring(tokens[index] ?? '')));

  const names = (await Promise.all(visitors.map((visitor) => visitor.session()))).map(
    ({ user }) => Object(user).name,
  );
  expect(names.sort()).toEqual(['number 1', 'number 2']);
  const facts = app.tokensMade.slice(made).map(({ user }) => Reflect.get(user, 'sid'));
  expect(facts.sort()).toEqual(['session-1', 'session-2']);
  // The host's own object stays as it was.
  expect(app.users.get(ada.id)).toEqual({ id: ada.id, name: 'ada', email: 'ada@example.com' });
});

test('if `spend` finds no such user, there is no sign-in', async () => {
  const answers = [null, true];
  const spend = async () => answers.shift() ?? null;
  app = await startHost('database sessions', { settings: { spend } });
  const ada = await app.owner('ada');
  const sessions = await app.store.sessions();
  const visitor = app.visitor();
  const token = await ada.browser.signIn();
  expect(await visitor.bring(token)).toMatchObject({ status: 401, error: 'CredentialsSignin' });
  expect(app.log.at(-1)).toMatchObject({ reason: 'unknown_user' });
  expect(await app.store.sessions()).toBe(sessions);
  expect(await visitor.bring(token)).toMatchObject({ error: null });
});

test('the id of the provider and the names of the actions are the host’s to choose', async () => {
  const actions = { signIn: 'own-sign-in', enrol: 'own-enrol' };
  const settings = { provider: 'passkey', actions };
  app = await startHost('JWT with adapter', { settings, routes: { actions } });
  const ada = await app.owner('ada');
  expect(ada.confirmed).toMatchObject({ status: 200 });
  const visitor = app.visitor();
  const other = await ada.browser.signIn();
  expect(await visitor.bring(other, {}, 'passkey')).toMatchObject({ error: 'CredentialsSignin' });
  const token = await ada.browser.signIn({ action: 'own-sign-in' });
  expect(await visitor.bring(token, {}, 'passkey')).toMatchObject({ error: null });
  expect(await visitor.session()).toMatchObject({ user: { id: ada.id }, by: 'passkey' });
});

test.each(hostKinds)('options may be made for each request (%s)', async (kind) => {
  app = await startHost(kind, { makesOptionsPerRequest: true });
  const ada = await app.owner('ada');
  const visitor = app.visitor();
  expect(await visitor.bring(await ada.browser.signIn())).toMatchObject({ error: null });
  expect((await visitor.call('me')).body).toMatchObject({ user: { id: ada.id } });
});

test('a host’s own `jwt.encode` goes on making its tokens', async () => {
  const encoded: unknown[] = [];
  const jwt = {
    encode: (params: Parameters<typeof encode>[0]) => {
      encoded.push(params.token?.sub);
      return encode(params);
    },
  };
  app = await startHost('JWT without adapter', { options: { jwt } });
  const ada = await app.owner('ada');
  encoded.length = 0;
  await app.visitor().bring(await ada.browser.signIn());
  expect(encoded).toEqual([ada.id]);
});

test('a user whom a cache has frozen signs in', async () => {
  const findUser = (id: string): User => Object.freeze({ id, email: 'cached@example.com' });
  const spend = async () => ({ sid: 'session' });
  app = await startHost('JWT without adapter', { settings: { findUser, spend } });
  const ada = await app.owner('ada');
  const visitor = app.visitor();
  expect(await visitor.bring(await ada.browser.signIn())).toMatchObject({ error: null });
  expect(await visitor.session()).toMatchObject({ user: { email: 'cached@example.com' } });
});

test.each([
  ['a list', { signInToken: ['a', 'b'] }],
  ['an object', { signInToken: { toString: 'a' } }],
  ['missing', {}],
])('a token that is %s is refused', async (_what, fields) => {
  app = await startHost('JWT without adapter');
  const visitor = app.visitor();
  const { csrfToken } = (await visitor.call('csrf')).body;
  const body = { csrfToken, json: 'true', ...fields };
  expect(await visitor.post('callback/credentials', body)).toMatchObject({
    status: 401,
    error: 'CredentialsSignin',
  });
  expect(app.log.at(-1)).toMatchObject({ reason: 'malformed' });
});

test('without NextAuth’s CSRF token a passkey opens no session, and is not spent', async () => {
  app = await startHost('database sessions');
  const ada = await app.owner('ada');
  const [sessions, spent] = [await app.store.sessions(), await app.store.spent()];
  const signInToken = await ada.browser.signIn();
  const visitor = app.visitor();
  await visitor.post('callback/credentials', { signInToken, json: 'true' });
  expect(await visitor.session()).toEqual({});
  expect([await app.store.sessions(), await app.store.spent()]).toEqual([sessions, spent]);
  expect(await visitor.bring(signInToken)).toMatchObject({ error: null });
});
