import { HttpResponse } from 'msw';

import { callsDuring } from '../support/authsignal/calls';
import { serverApi } from '../support/authsignal/failures';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';
import { createBrowser } from '../support/user/software-authenticator';
import { startTestApp, type TestApp } from '../support/app/test-app';

const ENROL = '/api/auth/enroll-passkey';
const CALLBACK = '/api/auth/callback';
const MINUTE = 60_000;

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  ada = newPerson(app);
  await ada.signInByMail();
});
afterEach(() => {
  app.authsignal.resetHandlers();
  app.emulator.setOutcome('enroll-passkey', 'CHALLENGE');
});
afterAll(() => app.close());

const listOf = async (person: Person) => (await person.call('GET', '/api/passkeys')).body;
const confirmed = { status: 200, body: { success: true } };
const notConfirmed = {
  status: 422,
  body: { error: 'passkey_not_confirmed', message: expect.any(String) },
};

test('a passkey is created, confirmed and listed for its owner alone', async () => {
  const bob = newPerson(app);
  await bob.signInByMail();
  expect(await listOf(ada)).toEqual({ passkeys: [] });

  expect(await ada.confirm(await ada.enrol())).toMatchObject(confirmed);
  expect(await listOf(ada)).toMatchObject({
    passkeys: [
      {
        id: expect.any(String),
        name: expect.any(String),
        provider: expect.any(String),
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        lastUsedAt: null,
        synced: expect.any(Boolean),
      },
    ],
  });
  expect(await listOf(bob)).toEqual({ passkeys: [] });
});

test('Authsignal is told who it is and from where, whatever the request says', async () => {
  const { user } = await ada.session();
  const device = '2f1b6f53-9c51-4fd0-8f4e-6c0b2f7a9d11';
  const headers = {
    'User-Agent': 'A browser',
    Cookie: `__as_aid=${device}`,
    'X-Forwarded-For': `[${ada.clientAddress}]:50123`,
  };
  const forged = { userId: 'somebody-else', action: 'another', email: 'eve@example.com' };

  const calls = await callsDuring(app, () => ada.postJson(ENROL, forged, headers));
  expect(calls).toEqual([
    {
      method: 'POST',
      path: `/users/${(user as { id: string }).id}/actions/enroll-passkey`,
      body: {
        scope: 'add:authenticators',
        email: ada.address,
        username: ada.address,
        ipAddress: ada.clientAddress,
        userAgent: 'A browser',
        deviceId: device,
      },
    },
  ]);
});

test('nobody creates or confirms a passkey without a session', async () => {
  const stranger = newPerson(app);
  const calls = await callsDuring(app, async () => {
    expect(await stranger.postJson(ENROL, {})).toMatchObject({ status: 401 });
    expect(await stranger.confirm('a-token-of-some-length')).toMatchObject({ status: 401 });
    expect(await stranger.call('GET', '/api/passkeys')).toMatchObject({ status: 401 });
  });
  expect(calls).toEqual([]);
  expect(await ada.postJson(ENROL, {})).toMatchObject({ status: 200 });
});

test('a page that shows one person does nothing for another who has signed in since', async () => {
  const bob = newPerson(app);
  await bob.signInByMail();
  const shows = async ({ address }: Person) => {
    const { id } = await app.db().user.findUniqueOrThrow({ where: { email: address } });
    return { 'X-Signed-In-As': id };
  };
  const staysAda = await shows(ada);
  expect(await bob.postJson(ENROL, {}, staysAda)).toMatchObject({ status: 401 });
  expect(await bob.call('GET', '/api/passkeys', { headers: staysAda })).toMatchObject({
    status: 401,
    body: { error: 'not_signed_in' },
  });
  expect(await bob.postJson(ENROL, {}, await shows(bob))).toMatchObject({ status: 200 });
});

test.each(['GET', 'PUT', 'DELETE'])('%s creates and confirms nothing', async (method) => {
  const calls = await callsDuring(app, async () => {
    for (const path of [ENROL, CALLBACK]) {
      const answer = await ada.call(method, path, { headers: { Origin: app.url } });
      expect(answer).toMatchObject({ status: 405, body: { error: 'method_not_allowed' } });
      expect(answer.headers.get('allow')).toBe('POST');
    }
  });
  expect(calls).toEqual([]);
});

test('another site cannot create a passkey, nor a form', async () => {
  const from = (headers: HeadersInit) => ada.postJson(ENROL, {}, headers);
  const calls = await callsDuring(app, async () => {
    expect(await from({ Origin: 'https://evil.example' })).toMatchObject({ status: 403 });
    expect(await from({ Origin: 'null' })).toMatchObject({ status: 403 });
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect(await from({ 'Sec-Fetch-Site': site })).toMatchObject({ status: 403 });
    }
    expect(await from({ 'Content-Type': 'text/plain' })).toMatchObject({ status: 415 });
  });
  expect(calls).toEqual([]);
  expect(await from({})).toMatchObject({ status: 200 });
  expect(await from({ 'Sec-Fetch-Site': 'same-origin' })).toMatchObject({ status: 200 });
});

test('no other site is told that it may call us', async () => {
  for (const path of [ENROL, CALLBACK, '/api/passkeys', '/api/auth/session']) {
    const headers = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' };
    const answer = await ada.call('OPTIONS', path, { headers });
    expect(answer.status).toBe(405);
    expect([...answer.headers.keys()].join()).not.toContain('access-control');
  }
});

test.each(['BLOCK', 'REVIEW'] as const)('a rule that says %s is honoured', async (rule) => {
  app.emulator.setOutcome('enroll-passkey', rule);
  expect(await ada.postJson(ENROL, {})).toMatchObject({
    status: 403,
    body: { error: 'passkey_blocked' },
  });

  app.emulator.setOutcome('enroll-passkey', 'CHALLENGE');
  expect(await ada.postJson(ENROL, {})).toMatchObject({ status: 200 });
});

test("somebody else's passkey is not confirmed, and the answer tells nothing of them", async () => {
  const bob = newPerson(app);
  await bob.signInByMail();
  const token = await bob.enrol();

  const answer = await ada.confirm(token);
  expect(answer).toMatchObject(notConfirmed);
  const { user } = await bob.session();
  expect(JSON.stringify(answer.body)).not.toContain((user as { id: string }).id);
  expect(await bob.confirm(token)).toMatchObject(confirmed);
});

test('an answer of Authsignal about somebody else confirms nothing, however good', async () => {
  const { user } = await ada.session();
  const answerAbout = (userId: unknown) => () =>
    HttpResponse.json({
      isValid: true,
      state: 'CHALLENGE_SUCCEEDED',
      stateUpdatedAt: new Date().toISOString(),
      userId,
      actionCode: 'enroll-passkey',
      idempotencyKey: 'a-key',
      verificationMethod: 'PASSKEY',
    });
  app.authsignal.use(...serverApi(answerAbout('somebody-else')));
  expect(await ada.confirm('a-token-of-some-length')).toMatchObject(notConfirmed);

  app.authsignal.use(...serverApi(answerAbout((user as { id: string }).id)));
  expect(await ada.confirm('a-token-of-some-length')).toMatchObject(confirmed);
});

test('a passkey that is confirmed again is one line in the log, and its mail is looked for once', async () => {
  const { user } = await ada.session();
  const before = app.logLines.length;
  const added = () =>
    app.logLines.slice(before).filter((line) => line.includes('"event":"passkey_added"'));
  const list = { method: 'GET', path: `/users/${Object(user).id}/authenticators` };
  const confirmAll = (token: string, times: number) =>
    callsDuring(app, async () => {
      const answers = Array.from({ length: times }, () => ada.confirm(token));
      for (const answer of await Promise.all(answers)) expect(answer).toMatchObject(confirmed);
    });

  const calls = await confirmAll(await ada.enrol(), 12);
  expect(added()).toHaveLength(1);
  expect(calls.filter(({ method, path }) => method === list.method && path === list.path)).toEqual([
    expect.objectContaining(list),
  ]);

  const token = await createBrowser(app.tenant).signUp({ token: await ada.enrolmentToken() });
  await confirmAll(token, 2);
  expect(added()).toHaveLength(2);
});

test('the token of a sign-in confirms no passkey', async () => {
  const bob = await personWithPasskey(app);
  const token = await bob.browser.signIn();
  expect(await bob.confirm(token)).toMatchObject(notConfirmed);
});

test('a token whose ceremony never happened confirms no passkey', async () => {
  const token = await ada.enrolmentToken();
  expect(await ada.confirm(token)).toMatchObject(notConfirmed);

  const result = await ada.browser.signUp({ token });
  expect(await ada.confirm(result)).toMatchObject(confirmed);
});

test('an expired token confirms no passkey', async () => {
  const token = await ada.enrol();
  await app.withClockOff(20 * MINUTE, async () => {
    expect(await ada.confirm(token)).toMatchObject(notConfirmed);
  });
  expect(await ada.confirm(token)).toMatchObject(confirmed);
});

test.each([
  ['no JSON', '{bad', 400],
  ['null', 'null', 400],
  ['no token', {}, 400],
  ['a number', { token: 1 }, 400],
  ['a list', { token: ['a-token-of-some-length'] }, 400],
  ['nothing', { token: '' }, 422],
  ['not the shape of a token', { token: 'words, and a good many of them' }, 422],
  ['more than 16 KB', { token: 'a'.repeat(17_000) }, 413],
])('%s is refused without asking Authsignal', async (_name, body, status) => {
  const calls = await callsDuring(app, async () => {
    expect(await ada.postJson(CALLBACK, body)).toMatchObject({
      status,
      body: { error: expect.any(String), message: expect.any(String) },
    });
  });
  expect(calls).toEqual([]);
});

test('no answer of ours is kept by a cache', async () => {
  const answers = [await ada.postJson(ENROL, {}), await ada.call('GET', ENROL)];
  for (const { headers } of answers) expect(headers.get('cache-control')).toBe('no-store');
});
