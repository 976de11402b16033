import { decode } from 'next-auth/jwt';

import { type CoreHost, hostKinds, startHost } from '../support/core-host/host';

const SESSION_COOKIE = 'next-auth.session-token';

describe.each(hostKinds)('in a stock NextAuth app with %s', (kind) => {
  const keepsRows = kind === 'database sessions';
  let app: CoreHost;
  let ada: Awaited<ReturnType<CoreHost['owner']>>;
  beforeAll(async () => {
    app = await startHost(kind);
    ada = await app.owner('ada');
  });
  afterAll(() => app.close());

  test('the two routes create a passkey, which signs in', async () => {
    expect(ada.confirmed).toMatchObject({ status: 200, body: { success: true } });
    expect(app.log).toContainEqual({ event: 'passkey_added', level: 'info', userId: ada.id });

    const visitor = app.visitor();
    expect(await visitor.session()).toEqual({});
    const answer = await visitor.bring(await ada.browser.signIn());
    expect(answer).toMatchObject({ status: 200, body: { url: app.url }, error: null });
    const user = { id: ada.id, email: 'ada@example.com', name: 'ada' };
    expect(await visitor.session()).toMatchObject({ user });
    expect((await visitor.call('me')).body).toMatchObject({ user });
  });

  test('a token signs in once, also if eight bring it at once', async () => {
    const [sessions, spent] = [await app.store.sessions(), await app.store.spent()];
    const token = await ada.browser.signIn();
    const visitors = Array.from({ length: 8 }, () => app.visitor());
    const answers = await Promise.all(visitors.map((visitor) => visitor.bring(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(401)]);
    const seen = await Promise.all(visitors.map((visitor) => visitor.session()));
    expect(seen.filter(({ user }) => user)).toHaveLength(1);
    expect(await app.store.sessions()).toBe(sessions + (keepsRows ? 1 : 0));
    expect(await app.store.spent()).toBe(spent + 1);

    const again = await app.visitor().bring(token);
    expect(again).toMatchObject({ status: 401, error: 'CredentialsSignin' });
    expect(app.log.at(-1)).toMatchObject({ event: 'sign_in_refused', reason: 'spent' });
  });

  test('the token of an enrolment signs no one in', async () => {
    const visitor = app.visitor();
    const answer = await visitor.bring(ada.enrolmentToken);
    expect(answer).toMatchObject({ status: 401, error: 'CredentialsSignin' });
    expect(await visitor.session()).toEqual({});
    expect(await app.visitor().bring(await ada.browser.signIn())).toMatchObject({ status: 200 });
  });

  test('the session is one of the strategy that the host has chosen', async () => {
    const visitor = app.visitor();
    const made = app.tokensMade.length;
    await visitor.bring(await ada.browser.signIn());
    const cookie = (await visitor.cookie(SESSION_COOKIE)) ?? '';
    const claims = await decode({ token: cookie, secret: app.options.secret ?? '' }).catch(
      () => null,
    );
    if (keepsRows) {
      expect(claims).toBeNull();
      expect(await app.store.adapter?.getSessionAndUser?.(cookie)).toMatchObject({
        user: { id: ada.id },
      });
      expect(app.tokensMade).toHaveLength(made);
    } else {
      expect(claims).toMatchObject({ sub: ada.id, by: 'credentials' });
      expect(await visitor.session()).toMatchObject({ by: 'credentials' });
      expect(app.tokensMade).toHaveLength(made + 1);
    }
  });

  test('the session that a sign-in replaces goes, and so does one that signs out', async () => {
    const before = await app.store.sessions();
    const visitor = app.visitor();
    await visitor.bring(await ada.browser.signIn());
    const first = await visitor.cookie(SESSION_COOKIE);
    await visitor.bring(await ada.browser.signIn());
    expect(await visitor.cookie(SESSION_COOKIE)).not.toBe(first);
    expect(await visitor.session()).toMatchObject({ user: { id: ada.id } });
    expect(await app.store.sessions()).toBe(before + (keepsRows ? 1 : 0));

    await visitor.signOut();
    expect(await visitor.session()).toEqual({});
    expect(await app.store.sessions()).toBe(before);
  });

  test('callbacks.signIn is asked once, and events.signIn is called', async () => {
    const [asked, signedIn] = [app.asked.length, app.signedIn.length];
    const token = await ada.browser.signIn();
    await app.visitor().bring(token);
    expect(app.asked.slice(asked)).toMatchObject([
      {
        user: { id: ada.id },
        account: { type: 'credentials', provider: 'credentials', providerAccountId: ada.id },
        credentials: { signInToken: token },
      },
    ]);
    expect(app.signedIn.slice(signedIn)).toEqual(['credentials ada@example.com']);
  });

  test('the other provider signs in as before, with its state and its PKCE', async () => {
    const before = await app.store.sessions();
    const visitor = app.visitor();
    expect(await visitor.signInAtAcme('grace', { state: 'forged' })).toMatchObject({
      status: 302,
      error: 'OAuthCallback',
    });
    expect(await visitor.session()).toEqual({});

    expect(await visitor.signInAtAcme('grace')).toMatchObject({ status: 302, error: null });
    expect(await visitor.session()).toMatchObject({ user: { email: 'grace@example.com' } });
    expect(await app.store.sessions()).toBe(before + (keepsRows ? 1 : 0));
    expect(app.signedIn.at(-1)).toBe('acme grace@example.com');
  });

  test('every call to Authsignal has gone through the guard', () => {
    expect(app.log.filter(({ event }) => event.startsWith('authsignal_'))).toEqual([]);
  });
});
