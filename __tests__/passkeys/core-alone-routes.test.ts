import { http } from 'msw';
import type { NextApiRequest } from 'next';

import { PasskeyError } from '@/utils/passkeys/codes';

import { BASE_URL, type CoreHost, startHost } from '../support/core-host/host';

let app: CoreHost;
let ada: Awaited<ReturnType<CoreHost['owner']>>;
/** The signed-in user as the host's own session would tell it; undefined: as it does. */
let someone: { id: string; email?: string } | undefined;
let mayEnrol: (req: NextApiRequest) => void = () => undefined;
/** The paths under which users reached Authsignal, and what was said of them. */
const tracked: { path: string; body: unknown }[] = [];

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
  ada = await app.owner('ada');
});
afterEach(() => {
  someone = undefined;
  mayEnrol = () => undefined;
  app.emulator.setOutcome('enroll-passkey', 'CHALLENGE');
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

test('a rule that blocks an enrolment is honoured', async () => {
  app.emulator.setOutcome('enroll-passkey', 'BLOCK');
  const answer = await ada.first.post('enroll-passkey', {});
  expect(answer).toMatchObject({ status: 403, body: { error: 'passkey_blocked' } });
  expect(answer.body).not.toHaveProperty('token');
  app.emulator.setOutcome('enroll-passkey', 'CHALLENGE');
  expect(await ada.first.post('enroll-passkey', {})).toMatchObject({ status: 200 });
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

test.each(['a/b', 'auth0|5f7c', '../admin', 'a?b#c', 'ä 1'])(
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

test.each(['', '.', '..'])('the user id "%s" cannot be a segment and is refused', async (id) => {
  someone = { id };
  const calls = tracked.length;
  expect(await app.visitor().post('enroll-passkey', {})).toMatchObject({
    status: 400,
    body: { error: 'invalid_request' },
  });
  expect(tracked).toHaveLength(calls);
});
