import { type CoreHost, type HostKind, startHost } from '../support/core-host/host';

type SignIn = CoreHost['rule']['signIn'];

/** As a callback in JavaScript may end without a word. */
const nothing: SignIn = async () => Reflect.get({}, 'answer');

const refusals: [string, SignIn, object][] = [
  ['answers false', async () => false, { status: 403, error: 'AccessDenied' }],
  ['answers nothing', nothing, { status: 403, error: 'AccessDenied' }],
  ['answers an address', async () => '/why', { status: 200, body: { url: '/why' } }],
  ['throws', () => Promise.reject(new Error('Ask later')), { status: 200, error: 'Ask later' }],
];

const kinds: HostKind[] = ['JWT without adapter', 'database sessions'];

describe.each(kinds)('with %s', (kind) => {
  let app: CoreHost;
  let ada: Awaited<ReturnType<CoreHost['owner']>>;
  beforeAll(async () => {
    app = await startHost(kind);
    ada = await app.owner('ada');
  });
  afterEach(() => {
    app.rule.signIn = async () => true;
  });
  afterAll(() => app.close());

  test.each(refusals)(
    'if callbacks.signIn %s, nothing is left behind',
    async (_how, no, answer) => {
      const token = await ada.browser.signIn();
      const [sessions, spent] = [await app.store.sessions(), await app.store.spent()];
      const [asked, signedIn] = [app.asked.length, app.signedIn.length];
      app.rule.signIn = no;

      const visitor = app.visitor();
      expect(await visitor.bring(token)).toMatchObject(answer);
      expect(await visitor.session()).toEqual({});
      expect(await visitor.cookie('next-auth.session-token')).toBeUndefined();
      expect([await app.store.sessions(), await app.store.spent()]).toEqual([sessions, spent]);
      expect(app.asked.length).toBe(asked + 1);
      expect(app.signedIn.length).toBe(signedIn);
      expect(app.log.at(-1)).toMatchObject({ event: 'sign_in_refused', reason: 'host' });

      app.rule.signIn = async () => true;
      expect(await visitor.bring(token)).toMatchObject({ status: 200, error: null });
      expect(await visitor.session()).toMatchObject({ user: { id: ada.id } });
      expect(await app.store.spent()).toBe(spent + 1);
    },
  );

  test('the same rule is asked about the other provider, and its answer is NextAuth’s', async () => {
    app.rule.signIn = async ({ account }) => account?.provider !== 'acme';
    const asked = app.asked.length;
    const visitor = app.visitor();
    expect(await visitor.signInAtAcme('ada')).toMatchObject({ error: 'AccessDenied' });
    expect(app.asked.length).toBe(asked + 1);
    expect(await visitor.bring(await ada.browser.signIn())).toMatchObject({ error: null });
  });

  // The host without an adapter finds the same object each time, as one with a cache does.
  test('of two sign-ins of one user at once, each gets its own answer', async () => {
    const tokens = [await ada.browser.signIn(), await ada.browser.signIn()];
    const spent = await app.store.spent();
    let letFirstGo: (isAllowed: boolean) => void = () => undefined;
    const first = new Promise<boolean>((resolve) => {
      letFirstGo = resolve;
    });
    app.rule.signIn = ({ credentials }) =>
      Object(credentials).signInToken === tokens[0] ? first : true;

    const [refused, allowed] = [app.visitor(), app.visitor()];
    const waiting = refused.bring(tokens[0] ?? '');
    expect(await allowed.bring(tokens[1] ?? '')).toMatchObject({ status: 200, error: null });
    letFirstGo(false);
    expect(await waiting).toMatchObject({ status: 403, error: 'AccessDenied' });
    expect(await refused.session()).toEqual({});
    expect(await app.store.spent()).toBe(spent + 1);
  });

  test('two allowed sign-ins at once are two sessions', async () => {
    const before = await app.store.sessions();
    const tokens = [await ada.browser.signIn(), await ada.browser.signIn()];
    const visitors = [app.visitor(), app.visitor()];
    await Promise.all(visitors.map((visitor, index) => visitor.bring(tokens[index] ?? '')));
    const cookies = await Promise.all(
      visitors.map((visitor) => visitor.cookie('next-auth.session-token')),
    );
    expect(new Set(cookies).size).toBe(2);
    expect(await app.store.sessions()).toBe(before + (kind === 'database sessions' ? 2 : 0));
  });
});
