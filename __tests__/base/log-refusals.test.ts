import { randomUUID } from 'node:crypto';

import { elevenMinutesLater } from '../support/app/eleven-minutes-later';
import { BAD_TOKEN, besides } from '../support/app/limits';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { signatureOf, userIdOf } from '../support/authsignal/webhooks';
import { type Answer, newPerson, type Person } from '../support/user/person';

let app: TestApp;
let ada: Person;
let adaId: string;
let eve: Person;
beforeAll(async () => {
  app = await startTestApp();
  [ada, eve] = [newPerson(app), newPerson(app)];
  await ada.signInByMail();
  await eve.signInByMail();
  adaId = await userIdOf(ada);
});
afterAll(() => app.close());

type Line = Record<string, unknown>;

/** The lines of that event that the log has for an answer. */
const linesOf = ({ headers }: Pick<Answer, 'headers'>, event = 'refused') =>
  app.logLines
    .map((line): Line => JSON.parse(line))
    .filter((line) => line.requestId === headers.get('x-request-id') && line.event === event);

const elsewhere = { Origin: 'https://evil.example' };
const asBrowser = { Accept: 'text/html' };
const sessionOfEve = async () => {
  const { sessions } = (await eve.call('GET', '/api/sessions')).body;
  return String(Object([sessions].flat()[0]).id);
};
const linkOfAda = async () => {
  await ada.askForLink();
  return Object.fromEntries(new URL(ada.newestLink()).searchParams);
};

/** What is refused, by its code and status, where, and whether the app knows yet who asks. */
const refusals: Record<string, [code: string, status: number, path: string, isKnown: boolean]> = {
  'a call of another site': ['wrong_origin', 403, '/api/auth/enroll-passkey', false],
  'a call without a session': ['not_signed_in', 401, '/api/sessions', false],
  'a page of another user': ['not_signed_in', 401, '/api/sessions', true],
  "another user's session": ['not_found', 404, '/api/sessions/*', true],
  "another user's passkey": ['not_found', 404, '/api/passkeys/*', true],
  'a sign-in that is too old': ['reauthentication_required', 403, '/api/account', true],
  'a wrong method': ['method_not_allowed', 405, '/api/health', false],
  'a garbled request to NextAuth': ['invalid_request', 400, '/api/auth/signin', false],
  'what NextAuth does not know': ['invalid_request', 400, '/api/auth/nothing', false],
  'a form for a mail without its token': ['form_expired', 303, '/api/auth/signin/email', false],
  'a form for a link without its token': ['form_expired', 303, '/api/auth/callback/email', false],
  'the same from a script': ['wrong_origin', 403, '/api/auth/callback/email', false],
  'a sign-out without its token': ['form_expired', 303, '/api/auth/signout', false],
  'a passkey without its token': ['form_expired', 200, '/api/auth/callback/credentials', false],
  'a token that proves nothing': [
    'passkey_not_accepted',
    401,
    '/api/auth/callback/credentials',
    false,
  ],
  'a link that proves nothing': ['link_not_valid', 302, '/api/auth/callback/email', false],
  'an address that is none': ['invalid_email', 303, '/api/auth/signin/email', false],
  'a webhook with another signature': [
    'signature_not_valid',
    401,
    '/api/webhooks/authsignal',
    false,
  ],
};

const acts: Record<keyof typeof refusals, () => Promise<Answer>> = {
  'a call of another site': () => ada.postJson('/api/auth/enroll-passkey', {}, elsewhere),
  'a call without a session': () => besides(app, ada).call('GET', '/api/sessions'),
  'a page of another user': () =>
    ada.call('GET', '/api/sessions', { headers: { 'X-Signed-In-As': 'eve' } }),
  "another user's session": async () =>
    ada.sendJson('DELETE', `/api/sessions/${await sessionOfEve()}`, {}),
  "another user's passkey": () =>
    ada.sendJson('PATCH', `/api/passkeys/${randomUUID()}`, { name: 'Mine' }),
  'a sign-in that is too old': () =>
    elevenMinutesLater(() => ada.sendJson('DELETE', '/api/account', {})),
  'a wrong method': () => ada.call('POST', '/api/health'),
  'a garbled request to NextAuth': () =>
    ada.call('GET', `/api/auth/signin?callbackUrl=javascript:alert(1)&email=${ada.address}`),
  'what NextAuth does not know': () => ada.call('GET', '/api/auth/nothing'),
  'a form for a mail without its token': () =>
    ada.postForm('/api/auth/signin/email', { email: ada.address, csrfToken: 'forged' }),
  'a form for a link without its token': async () =>
    ada.postForm(
      '/api/auth/callback/email',
      { ...(await linkOfAda()), csrfToken: 'forged' },
      asBrowser,
    ),
  'the same from a script': async () =>
    ada.postForm('/api/auth/callback/email', { ...(await linkOfAda()), csrfToken: 'forged' }),
  'a sign-out without its token': () => ada.postForm('/api/auth/signout', { csrfToken: 'forged' }),
  'a passkey without its token': () =>
    ada.postForm('/api/auth/callback/credentials', {
      signInToken: BAD_TOKEN,
      csrfToken: 'forged',
      json: 'true',
    }),
  'a token that proves nothing': () => ada.bring(BAD_TOKEN),
  'a link that proves nothing': () => ada.follow(`${app.url}/signin/confirm?token=short`),
  'an address that is none': () => ada.askForLink('nobody'),
  'a webhook with another signature': () => {
    const time = Math.floor(Date.now() / 1000);
    const signature = signatureOf('{}', { key: 'another key', time });
    return ada.postJson(
      '/api/webhooks/authsignal',
      {},
      { 'X-Signature-V2': `t=${time},v2=${signature}` },
    );
  },
};

test.each(Object.entries(refusals))(
  'one line says what was refused, where, to which client and, if known, to which user: %s',
  async (what, [code, status, route, isKnown]) => {
    const answer = await acts[what]?.();
    expect(answer).toMatchObject({ status });
    const [client] = linesOf(await ada.call('POST', '/api/health')).map((line) => line.client);
    const lines = answer ? linesOf(answer) : [];
    expect(lines).toMatchObject([{ code, status, route, client: expect.any(String) }]);
    expect(lines[0]?.client).toBe(client);
    expect(lines[0]?.userId).toBe(isKnown ? adaId : undefined);
  },
);

test('what is not refused leaves no such line', async () => {
  for (const path of ['/api/sessions', '/api/passkeys', '/api/health', '/api/auth/session']) {
    const answer = await ada.call('GET', path);
    expect(answer.status).toBe(200);
    expect(linesOf(answer)).toEqual([]);
  }
});

test('a client has the same name in each line, and another client has another one', async () => {
  const nameOf = async ({ call }: Person) => linesOf(await call('POST', '/api/health'))[0]?.client;
  const name = await nameOf(ada);
  expect(name).toMatch(/^[\w-]{16}$/);
  expect(await nameOf(besides(app, ada))).toBe(name);
  expect(await nameOf(eve)).not.toBe(name);
});

test('each mail with a link leaves a line that says which client asked, and not to whom it went', async () => {
  const bob = newPerson(app);
  const mailed = await bob.askForLink();
  const [client] = linesOf(await bob.call('POST', '/api/health')).map((line) => line.client);
  expect(linesOf(mailed, 'link_mailed')).toEqual([
    {
      level: 30,
      time: expect.any(String),
      requestId: expect.any(String),
      event: 'link_mailed',
      route: '/api/auth/signin/email',
      client,
    },
  ]);

  await bob.askForLink();
  await bob.askForLink();
  const fourth = await bob.askForLink();
  expect(bob.mails()).toHaveLength(3);
  expect(linesOf(fourth, 'link_mailed')).toEqual([]);
  expect(linesOf(fourth, 'rate_limited')).toMatchObject([{ client }]);
});
