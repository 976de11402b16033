import { http } from 'msw';

import type { RouteSettings } from '@/utils/passkeys/routes.server';

import { leaksIn } from '../support/app/leaks';
import { BASE_URL, type CoreHost, startHost } from '../support/core-host/host';

const fail = (): never => {
  throw new RangeError('The host names secret-key-of-the-tests.');
};

describe('a host whose session tells no id', () => {
  /** As at run time: the host's types say that there is an id, and its `callbacks.session` forgot it. */
  const nobody = JSON.parse('{ "email": "nobody@example.com" }');
  let someone = nobody;
  let app: CoreHost;
  const tracked: string[] = [];
  beforeAll(async () => {
    app = await startHost('JWT without adapter', { user: () => someone });
    app.authsignal.use(
      http.post(`${BASE_URL}/users/*`, ({ request }) => void tracked.push(request.url)),
    );
  });
  afterAll(() => app.close());

  test.each([nobody, { id: null }, { id: 7 }])(
    'enrols no one: all of its users would share one Authsignal user (%j)',
    async (user) => {
      someone = user;
      const answer = await app.visitor().post('enroll-passkey', {});
      expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
      expect(tracked).toEqual([]);
    },
  );

  test('confirms no passkey of another user', async () => {
    const ada = { id: 'ada', email: 'ada@example.com' };
    someone = ada;
    const { body } = await app.visitor().post('enroll-passkey', {});
    const request = { token: String(body.token), username: ada.email };
    const token = await app.browser().signUp(request);

    someone = nobody;
    const refused = await app.visitor().post('callback', { token });
    expect(refused).toMatchObject({ status: 422, body: { error: 'passkey_not_confirmed' } });
    someone = ada;
    expect(await app.visitor().post('callback', { token })).toMatchObject({ status: 200 });
  });
});

describe('code of the host that throws', () => {
  let own: Partial<RouteSettings> = {};
  let app: CoreHost;
  let ada: Awaited<ReturnType<CoreHost['owner']>>;
  beforeAll(async () => {
    app = await startHost('database sessions', {
      user: () => (own.user ? fail() : undefined),
      routes: {
        mayEnrol: (...params) => own.mayEnrol?.(...params),
        onAdded: (user) => own.onAdded?.(user),
      },
    });
    ada = await app.owner('ada');
  });
  afterEach(() => {
    own = {};
  });
  afterAll(() => app.close());

  const enrol = () => ada.first.post('enroll-passkey', {});
  const confirm = () => ada.first.post('callback', { token: ada.enrolmentToken });

  test.each([
    ['user', enrol],
    ['user', confirm],
    ['mayEnrol', enrol],
  ] as const)('in `%s` of a route is answered by a code, and logged', async (name, ask) => {
    expect(await ask()).toMatchObject({ status: 200 });
    own = { [name]: fail };
    const answer = await ask();
    expect(answer).toMatchObject({ status: 503, body: { error: 'service_unavailable' } });
    expect(app.log.at(-1)).toEqual({
      event: 'route_unavailable',
      level: 'error',
      error: 'RangeError',
    });
    expect(leaksIn(JSON.stringify([app.log, answer.body]), [app.secretKey])).toEqual([]);
  });

  test('in `onAdded` is logged, and the passkey is there all the same', async () => {
    own = { onAdded: fail };
    expect(await confirm()).toMatchObject({ status: 200, body: { success: true } });
    expect(app.log.at(-1)).toEqual({
      event: 'on_added_failed',
      level: 'error',
      userId: ada.id,
      error: 'RangeError',
    });
    expect(leaksIn(JSON.stringify(app.log), [app.secretKey])).toEqual([]);
  });

  // A passkey is spent first, so that no fault lets a token open two sessions.
  test('in the adapter, after a passkey was spent, opens no session', async () => {
    const { adapter } = app.store;
    if (!adapter?.createSession) throw new Error('This host keeps sessions.');
    const createSession = jest.spyOn(adapter, 'createSession').mockImplementation(fail);
    const [sessions, spent] = [await app.store.sessions(), await app.store.spent()];
    const token = await ada.browser.signIn();
    const visitor = app.visitor();
    expect(await visitor.bring(token)).toMatchObject({ status: 401, error: 'service_unavailable' });
    expect(await visitor.session()).toEqual({});
    expect(app.log.at(-1)).toMatchObject({ event: 'sign_in_unavailable', error: 'RangeError' });
    expect([await app.store.sessions(), await app.store.spent()]).toEqual([sessions, spent + 1]);

    createSession.mockRestore();
    expect(await visitor.bring(token)).toMatchObject({ error: 'CredentialsSignin' });
    expect(await visitor.bring(await ada.browser.signIn())).toMatchObject({ error: null });
    expect(await app.store.sessions()).toBe(sessions + 1);
  });
});
