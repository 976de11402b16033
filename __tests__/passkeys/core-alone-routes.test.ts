import { http, HttpResponse } from 'msw';
import type { NextApiRequest } from 'next';

import { PasskeyError } from '@/utils/passkeys/codes';

import { strangeIds } from '../support/authsignal/strange-ids';
import { BASE_URL, type CoreHost, startHost } from '../support/core-host/host';

let app: CoreHost;
let ada: Awaited<ReturnType<CoreHost['owner']>>;
/** The signed-in user as the host's own session would tell it; undefined: as it does. */
let someone: { id: string; email?: string } | undefined;
let mayEnrol: (req: NextApiRequest) => void = () => undefined;
/** The paths under which users reached Authsignal, and what was said of them. */
const tracked: { path: string; body: unknown }[] = [];
/** Each address to which a request went. */
const reached: string[] = [];

beforeAll(async () => {
  app = await startHost('JWT without adapter', {
    routes: { mayEnrol: (_user, req) => mayEnrol(req) },
    user: () => someone,
  });
  app.authsignal.use(
    http.post(`${BASE_URL}/users/*`, async ({ request }) => {
      const path = new URL(request.url).pathname;
      tracked.push({ path, body: await request.clone().json() });
    }),
  );
  app.authsignal.events.on('request:start', ({ request }) => void reached.push(request.url));
  ada = await app.owner('ada');
});
afterEach(() => {
  someone = undefined;
  mayEnrol = () => undefined;
});
afterAll(() => app.close());

const refusals: [string, RequestInit, number, string][] = [
  [
    'a request of another site',
    { headers: { Origin: 'https://elsewhere.example' } },
    403,
    'wrong_origin',
  ],
  ['a request that names no site', { headers: { Origin: '' } }, 403, 'wrong_origin'],
  [
    'a request that Fetch Metadata calls foreign',
    { headers: { 'Sec-Fetch-Site': 'cross-site' } },
    403,
    'wrong_origin',
  ],
  [
    'a form',
    { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'a=b' },
    415,
    'unsupported_media_type',
  ],
  ['another method', { method: 'PUT' }, 405, 'method_not_allowed'],
];

describe.each(['enroll-passkey', 'callback'])('/api/auth/%s', (path) => {
  const good = (): RequestInit => ({
    method: 'POST',
    headers: { Origin: app.url, 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: ada.enrolmentToken }),
  });

  test.each(refusals)('refuses %s', async (_what, change, status, error) => {
    expect(await ada.first.call(path, good())).toMatchObject({ status: 200 });
    const calls = tracked.length;
    const headers = { ...Object(good().headers), ...Object(change.headers) };
    const answer = await ada.first.call(path, { ...good(), ...change, headers });
    expect(answer).toMatchObject({ status, body: { error, message: expect.any(String) } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('allow')).toBe(status === 405 ? 'POST' : null);
    expect(tracked).toHaveLength(calls);
  });

  test('refuses a browser in which no one is signed in', async () => {
    const answer = await app.visitor().call(path, good());
    expect(answer).toMatchObject({ status: 401, body: { error: 'not_signed_in' } });
  });
});

test('a site whose NEXTAUTH_URL names no protocol is one of https, as NextAuth reads it', async () => {
  const { host } = new URL(app.url);
  process.env.NEXTAUTH_URL = host;
  someone = { id: 'acme-ada' };
  const ask = async (Origin: string) =>
    (await app.visitor().post('enroll-passkey', {}, { Origin })).status;
  expect(await ask('null')).toBe(403);
  expect(await ask(`http://${host}`)).toBe(403);
  expect(await ask(`https://${host}`)).toBe(200);
  process.env.NEXTAUTH_URL = app.url;
});

describe('a passkey is created if a rule of the Portal allows it, or wants a passkey first', () => {
  const start = (state: string) => {
    const answer = () => HttpResponse.json({ state, token: 'a-token-of-authsignal' });
    app.authsignal.use(http.post(`${BASE_URL}/users/*`, answer, { once: true }));
    return ada.first.post('enroll-passkey', {});
  };

  test.each(['ALLOW', 'CHALLENGE_REQUIRED'])('%s', async (state) => {
    expect(await start(state)).toMatchObject({
      status: 200,
      body: { token: 'a-token-of-authsignal' },
    });
  });

  test.each([
    'BLOCK',
    'REVIEW_REQUIRED',
    'REVIEW_FAILED',
    'CHALLENGE_FAILED',
    'A_STATE_OF_TOMORROW',
    'allow',
    '',
  ])('and not if it says "%s"', async (state) => {
    const answer = await start(state);
    expect(answer).toMatchObject({ status: 403, body: { error: 'passkey_blocked' } });
    expect(answer.body).not.toHaveProperty('token');
  });
});

test('the host decides who may enrol before Authsignal hears of it', async () => {
  const calls = tracked.length;
  mayEnrol = () => {
    throw new PasskeyError('reauthentication_required');
  };
  const refused = await ada.first.post('enroll-passkey', {});
  expect(refused).toMatchObject({ status: 403, body: { error: 'reauthentication_required' } });
  mayEnrol = () => {
    throw new Error('A bug in the host that names secret-key-of-the-tests.');
  };
  const failed = await ada.first.post('enroll-passkey', {});
  expect(failed).toMatchObject({ status: 503, body: { error: 'service_unavailable' } });
  expect(JSON.stringify(failed.body)).not.toContain('secret');
  expect(tracked).toHaveLength(calls);
});

test('a token confirms an enrolment of its own user alone', async () => {
  const grace = await app.owner('grace');
  const token = ada.enrolmentToken;
  expect(await grace.first.post('callback', { token })).toMatchObject({
    status: 422,
    body: { error: 'passkey_not_confirmed' },
  });
  expect(app.log.at(-1)).toMatchObject({ event: 'enrolment_refused', userId: grace.id });
  expect(await grace.first.post('callback', {})).toMatchObject({ status: 400 });
  expect(await ada.first.post('callback', { token })).toMatchObject({ status: 200 });
});

test('Authsignal hears which browser asks, and no device id that is none', async () => {
  const deviceId = crypto.randomUUID();
  const ask = async (value: string) => {
    await ada.first.setCookie(`__as_aid=${value}; Path=/`);
    await ada.first.post('enroll-passkey', {}, { 'User-Agent': 'Browser of the tests' });
    return tracked.at(-1)?.body;
  };
  expect(await ask(deviceId)).toMatchObject({
    deviceId,
    userAgent: 'Browser of the tests',
    ipAddress: expect.stringMatching(/^(::1|127\.0\.0\.1|::ffff:127\.0\.0\.1)$/),
    scope: 'add:authenticators',
    email: 'ada@example.com',
  });
  expect(await ask('not-a-uuid')).not.toHaveProperty('deviceId');
});

test.each(['auth0|5f7c', 'o’brien+work@example.com', 'ä 1', '...a', 'a'.repeat(255)])(
  'the user id %s reaches Authsignal as one segment, and signs in',
  async (id) => {
    someone = { id, email: 'odd@example.com' };
    app.users.set(id, { ...someone });
    const browser = app.browser();
    const { body } = await app.visitor().post('enroll-passkey', {});
    expect(tracked.at(-1)?.path).toBe(`/v1/users/${encodeURIComponent(id)}/actions/enroll-passkey`);
    const token = await browser.signUp({ token: String(body.token), username: 'odd' });
    expect(await app.visitor().post('callback', { token })).toMatchObject({ status: 200 });

    const visitor = app.visitor();
    expect(await visitor.bring(await browser.signIn())).toMatchObject({ status: 200, error: null });
    expect(await visitor.session()).toMatchObject({ user: { id } });
  },
);

const inWords = (id: string) => JSON.stringify(id).slice(0, 30);
test.each(strangeIds.map((id) => [inWords(id), id]))(
  'the user id %s is refused, and nothing is asked of Authsignal',
  async (_words, id) => {
    someone = { id };
    const asked = reached.length;
    expect(await app.visitor().post('enroll-passkey', {})).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    });
    expect(reached.slice(asked)).toEqual([]);
  },
);
