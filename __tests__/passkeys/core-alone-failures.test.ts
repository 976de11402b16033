import { http, HttpResponse } from 'msw';

import { PasskeyError } from '@/utils/passkeys/codes';
import type { SignInSettings } from '@/utils/passkeys/settings.server';

import { leaksIn } from '../support/app/leaks';
import { BASE_URL, type CoreHost, type HostKind, startHost } from '../support/core-host/host';

type Limit = NonNullable<SignInSettings['limit']>;

const VALIDATE = `${BASE_URL}/validate`;
const ELSEWHERE = 'https://elsewhere.test/v1/validate';
const kinds: HostKind[] = ['JWT without adapter', 'database sessions'];

describe.each(kinds)('with %s', (kind) => {
  const byDefault: Limit = (_attempt, run) => run();
  let limit = byDefault;
  let app: CoreHost;
  let ada: Awaited<ReturnType<CoreHost['owner']>>;
  const secrets = new Set<string>();

  async function newToken() {
    const token = await ada.browser.signIn();
    secrets.add(token);
    return token;
  }
  /** Control: what was refused leaves the token good, and no session behind. */
  async function expectGood(token: string, sessions: number) {
    expect(await app.store.sessions()).toBe(sessions);
    const visitor = app.visitor();
    expect(await visitor.bring(token)).toMatchObject({ status: 200, error: null });
    expect(await visitor.session()).toMatchObject({ user: { id: ada.id } });
  }

  beforeAll(async () => {
    app = await startHost(kind, {
      settings: { limit: (attempt, run) => limit(attempt, run) },
      routes: { limit: (attempt, run) => limit(attempt, run) },
    });
    ada = await app.owner('ada');
    secrets.add(app.secretKey).add(ada.enrolmentToken).add('ada@example.com');
  });
  afterEach(() => {
    limit = byDefault;
    app.authsignal.resetHandlers();
  });
  afterAll(() => app.close());

  test('a passkey of another user does not confirm that it is the one whom the page shows', async () => {
    const token = await newToken();
    const sessions = await app.store.sessions();
    const visitor = app.visitor();
    const answer = await visitor.bring(token, { confirms: 'grace' });
    expect(answer).toMatchObject({ status: 401, error: 'passkey_of_another' });
    expect(await visitor.session()).toEqual({});
    expect(app.log.at(-1)).toMatchObject({ reason: 'another_user', userId: undefined });
    expect(await visitor.bring(token, { confirms: ada.id })).toMatchObject({ error: null });
    expect(await app.store.sessions()).toBe(sessions + (kind === 'database sessions' ? 1 : 0));
  });

  test('a limit is told of good tokens and bad ones', async () => {
    const told: [string, boolean][] = [];
    limit = async (attempt, run) => {
      const isGood = await run();
      told.push([attempt.kind, isGood]);
      expect(attempt.headers.host).toBe(new URL(app.url).host);
      return isGood;
    };
    await app.visitor().bring('a-token-that-no-one-has-issued');
    await app.visitor().bring('');
    await app.visitor().bring(ada.enrolmentToken);
    await app.visitor().bring(await newToken());
    expect(await ada.first.post('callback', { token: 'nonsense' })).toMatchObject({
      status: 422,
      body: { error: 'passkey_not_confirmed' },
    });
    expect(await ada.first.post('callback', { token: ada.enrolmentToken })).toMatchObject({
      status: 200,
    });
    expect(told).toEqual([
      ['sign_in', false],
      ['sign_in', false],
      ['sign_in', false],
      ['sign_in', true],
      ['confirm', false],
      ['confirm', true],
    ]);
  });

  test('its refusal reaches the browser, and Authsignal is not asked', async () => {
    const token = await newToken();
    const sessions = await app.store.sessions();
    let asked = 0;
    app.authsignal.use(http.post(VALIDATE, () => void asked++));
    limit = () => Promise.reject(new PasskeyError('too_many_requests', { retryAfter: 30 }));
    expect(await app.visitor().bring(token)).toMatchObject({ error: 'too_many_requests' });
    const confirmed = await ada.first.post('callback', { token: ada.enrolmentToken });
    expect(confirmed).toMatchObject({ status: 429, body: { error: 'too_many_requests' } });
    expect(confirmed.headers.get('retry-after')).toBe('30');
    expect(asked).toBe(0);

    limit = byDefault;
    await expectGood(token, sessions);
    expect(asked).toBe(1);
  });

  test.each([
    ['is out', () => HttpResponse.error()],
    ['answers 500', () => HttpResponse.json({ error: 'internal' }, { status: 500 })],
    ['refuses our key', () => HttpResponse.json({ error: 'unauthorized' }, { status: 401 })],
    ['answers nonsense', () => HttpResponse.json({ isValid: 'yes' })],
    ['redirects', () => HttpResponse.redirect(ELSEWHERE, 307)],
  ])('if Authsignal %s, the browser reads that, and the token stays good', async (_how, answer) => {
    const token = await newToken();
    const sessions = await app.store.sessions();
    let led = 0;
    app.authsignal.use(
      http.post(VALIDATE, answer),
      http.post(`${BASE_URL}/users/*`, answer),
      http.post(ELSEWHERE, () => void led++),
    );
    expect(await app.visitor().bring(token)).toMatchObject({ error: 'passkeys_unavailable' });
    for (const [path, body] of [
      ['enroll-passkey', {}],
      ['callback', { token: ada.enrolmentToken }],
    ] as const) {
      expect(await ada.first.post(path, body)).toMatchObject({
        status: 503,
        body: { error: 'passkeys_unavailable', message: expect.any(String) },
      });
    }
    expect(led).toBe(0);
    app.authsignal.resetHandlers();
    await expectGood(token, sessions);
  });

  test('if the database is out, the browser reads a code, and the token stays good', async () => {
    const token = await newToken();
    const sessions = await app.store.sessions();
    const visitor = app.visitor();
    const answer = await app.store.whileOut(() => visitor.bring(token));
    expect(answer).toMatchObject({ status: 401, error: 'service_unavailable' });
    expect(app.log.at(-1)).toMatchObject({ event: 'sign_in_unavailable', level: 'error' });
    expect(await visitor.session()).toEqual({});
    await expectGood(token, sessions);
  });

  test('a user who is gone is refused', async () => {
    const bob = await app.owner('bob');
    await app.store.removeUser(bob.id);
    const answer = await app.visitor().bring(await bob.browser.signIn());
    expect(answer).toMatchObject({ status: 401, error: 'CredentialsSignin' });
    expect(app.log.at(-1)).toMatchObject({ reason: 'unknown_user' });
  });

  test('the log holds codes and ids, and no secret', () => {
    expect(app.log.length).toBeGreaterThan(10);
    expect(leaksIn(JSON.stringify(app.log), secrets)).toEqual([]);
    expect(leaksIn(app.secretKey, secrets)).toEqual([app.secretKey]);
  });
});
