import type { NextAuthOptions } from 'next-auth';
import { decode } from 'next-auth/jwt';
import CredentialsProvider from 'next-auth/providers/credentials';

import { withPasskeys } from '@/utils/passkeys/with-passkeys.server';

import { type CoreHost, hostKinds, startHost } from '../support/core-host/host';

const SESSION_COOKIE = 'next-auth.session-token';
const WITHOUT = { 'X-Without-Passkeys': '1' };

const password = CredentialsProvider({
  id: 'password',
  name: 'Password',
  credentials: { name: { type: 'text' } },
  authorize: async (fields) =>
    fields?.name ? { id: `id-of-${fields.name}`, name: fields.name, email: 'a@example.com' } : null,
});

describe.each(hostKinds)('with %s, another credentials provider', (kind) => {
  let app: CoreHost;
  beforeAll(async () => {
    app = await startHost(kind, { options: { providers: [password] } });
  });
  afterEach(() => {
    app.rule.signIn = async () => true;
  });
  afterAll(() => app.close());

  /** All that can be seen of a sign-in with a name as its password. */
  async function signInAs(name: string, headers: HeadersInit) {
    const [sessions, made] = [await app.store.sessions(), app.tokensMade.length];
    const [asked, signedIn] = [app.asked.length, app.signedIn.length];
    const visitor = app.visitor(headers);
    const { status, body, error } = await visitor.form('callback/password', { name });
    const token = await visitor.cookie(SESSION_COOKIE);
    const { iat, exp, jti, ...claims } = Object(
      await decode({ token, secret: app.options.secret ?? '' }),
    );
    const { expires, ...session } = await visitor.session();
    expect(typeof expires).toBe(session.user ? 'string' : 'undefined');
    return {
      ...{ status, body, error, claims, session },
      life: exp - iat,
      hasId: typeof jti === 'string',
      rows: (await app.store.sessions()) - sessions,
      callsOfJwt: app.tokensMade.slice(made),
      callsOfSignIn: app.asked.slice(asked).map(({ user, account }) => ({ user, account })),
      events: app.signedIn.slice(signedIn),
    };
  }

  test.each(['ada', ''])('gets what NextAuth gives it without the core (%j)', async (name) => {
    const without = await signInAs(name, WITHOUT);
    expect(without.claims).toEqual(name ? expect.objectContaining({ by: 'password' }) : {});
    expect(without.callsOfJwt).toHaveLength(name ? 1 : 0);
    expect(await signInAs(name, {})).toEqual(without);
  });

  test('is refused by callbacks.signIn as without the core', async () => {
    app.rule.signIn = async () => false;
    const without = await signInAs('ada', WITHOUT);
    expect(without).toMatchObject({ status: 403, error: 'AccessDenied', claims: {} });
    expect(await signInAs('ada', {})).toEqual(without);
  });

  test('does not keep a passkey from signing in in the same browser', async () => {
    const ada = await app.owner('ada');
    const visitor = app.visitor();
    await visitor.form('callback/password', { name: 'grace' });
    expect(await visitor.bring(await ada.browser.signIn())).toMatchObject({ error: null });
    expect(await visitor.session()).toMatchObject({ user: { id: ada.id } });
  });
});

describe('withPasskeys throws at start', () => {
  const settings = { spend: async () => true, findUser: (id: string) => ({ id }) };
  const host = (...providers: NextAuthOptions['providers']): NextAuthOptions => ({ providers });
  const anonymous = CredentialsProvider({ credentials: {}, authorize: async () => null });

  test('if another provider has its id', () => {
    const taken = 'is taken. Set another "provider".';
    expect(() => withPasskeys(host(anonymous), settings)).toThrow(`"credentials" ${taken}`);
    const named = { ...settings, provider: 'password' };
    expect(() => withPasskeys(host(password), named)).toThrow(`"password" ${taken}`);
    expect(withPasskeys(host(anonymous), named).providers).toHaveLength(2);
    expect(withPasskeys(host(password), settings).providers).toHaveLength(2);
  });

  test('if it cannot find users', () => {
    const { spend } = settings;
    expect(() => withPasskeys(host(), { spend })).toThrow('"findUser" is needed');
    expect(() => withPasskeys({ ...host(), adapter: {} }, { spend })).toThrow('"findUser"');
    const adapter = { getUser: async () => null };
    expect(withPasskeys({ ...host(), adapter }, { spend }).providers).toHaveLength(1);
  });
});
