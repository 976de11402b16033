import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createEmulator } from '@/mocks/authsignal/emulator';

import { SECRET_KEY, type ServedEmulator, serveEmulator } from '../support/authsignal/served';
import { until } from '../support/app/until';

let at: ServedEmulator;

beforeEach(async () => {
  at = await serveEmulator();
});
afterEach(() => at.close());

const SMS = { verificationMethod: 'SMS', phoneNumber: '+64211234567' } as const;

async function enrol(userId: string, from = at) {
  const browser = from.browser();
  const attributes = { scope: 'add:authenticators' };
  const { token } = await from.server.track({ userId, action: 'enroll-passkey', attributes });
  await browser.signUp({ token });
  return browser;
}

describe('seeds', () => {
  test('what is seeded is there for the SDK, over HTTP as by the library', async () => {
    const seed = (userId: string) => ({
      users: [{ userId, email: `${userId}@example.test`, custom: { plan: ['gold'] } }],
      authenticators: [{ ...SMS, userId }],
      actions: [{ userId, actionCode: 'pay', idempotencyKey: 'k1', state: 'ALLOW' as const }],
    });
    at.emulator.seed(seed('ada'));
    expect(await at.control('POST', '/seed', seed('bob'))).toMatchObject({ status: 204 });

    for (const userId of ['ada', 'bob']) {
      expect(await at.server.getUser({ userId })).toMatchObject({
        email: `${userId}@example.test`,
        custom: { plan: ['gold'] },
        isEnrolled: true,
        enrolledVerificationMethods: ['SMS'],
      });
      expect(await at.server.getAuthenticators({ userId })).toMatchObject([SMS]);
      const action = { userId, action: 'pay', idempotencyKey: 'k1' };
      expect(await at.server.getAction(action)).toMatchObject({ state: 'ALLOW' });
    }
  });

  test('the state of one emulator makes another, in which its passkeys sign in', async () => {
    const ada = await enrol('ada');
    at.emulator.seed({ users: [{ userId: 'bob' }], authenticators: [{ ...SMS, userId: 'bob' }] });
    await at.server.deleteUser({ userId: 'bob' });
    at.emulator.setOutcome('pay', 'BLOCK');
    at.emulator.setRules([{ id: 'r', when: 'new-device', outcome: 'REVIEW' }]);
    const { json: state } = await at.control('GET', '/state');
    expect(state).toEqual(JSON.parse(JSON.stringify(at.emulator.state())));

    await at.control('POST', '/reset');
    expect(at.emulator.state()).toMatchObject({ users: [], authenticators: [], actions: [] });
    await expect(ada.signIn()).rejects.toThrow('unknown_credential');

    expect(await at.control('POST', '/seed', state)).toMatchObject({ status: 204 });
    expect(at.emulator.state()).toEqual(state);
    await expect(ada.signIn()).resolves.toEqual(expect.any(String));
  });

  test('a passkey signs in that is seeded by its public key, and its user handle is checked if it is given', async () => {
    const ada = await enrol('ada');
    const [passkey] = at.emulator.state().authenticators;
    const { credentialId = '', publicKey = '' } =
      passkey?.verificationMethod === 'PASSKEY' ? passkey : {};
    const handle = at.emulator.state().users[0]?.handle;
    const authenticators = [
      { verificationMethod: 'PASSKEY', userId: 'ada', credentialId, publicKey } as const,
    ];

    for (const user of [{}, { handle }]) {
      at.emulator.reset();
      at.emulator.seed({ users: [{ userId: 'ada', ...user }], authenticators });
      await expect(ada.signIn()).resolves.toEqual(expect.any(String));
    }
    at.emulator.reset();
    at.emulator.seed({ users: [{ userId: 'ada', handle: 'AAAA' }], authenticators });
    await expect(ada.signIn()).rejects.toThrow();
  });

  test('a seed with more than an API request may hold is taken', async () => {
    const users = Array.from({ length: 5000 }, (_, index) => ({ userId: `user-${index}` }));
    expect(await at.control('POST', '/seed', { users })).toMatchObject({ status: 204 });
    expect(at.emulator.state().users).toHaveLength(5000);
  });

  test.each([
    ['a field that nobody knows', { users: [{ userId: 'ada', mail: 'a@b.test' }] }, 'users.0: '],
    ['a user without an id', { users: [{ email: 'a@b.test' }] }, 'users.0.userId: '],
    ['an authenticator of nobody', { authenticators: [{ ...SMS, userId: 'eve' }] }, 'user "eve"'],
    [
      'a public key that is none',
      {
        users: [{ userId: 'ada' }],
        authenticators: [
          { verificationMethod: 'PASSKEY', userId: 'ada', credentialId: 'AAAA', publicKey: 'AAAA' },
        ],
      },
      'authenticators.0.publicKey: It is no COSE key',
    ],
    ['an outcome that is none', { outcomes: { pay: 'MAYBE' } }, 'outcomes.pay: '],
    [
      'two rules of one name',
      { rules: [0, 0].map(() => ({ id: 'r', when: 'new-device', outcome: 'BLOCK' })) },
      'rules: Two rules have the same id.',
    ],
    ['no JSON', '{', 'The body is no JSON.'],
  ])('%s is refused by name, and nothing of the seed is added', async (_, seed, reason) => {
    const whole = typeof seed === 'string' ? seed : { ...seed, actions: [] };
    const before = at.emulator.state();
    expect(await at.control('POST', '/seed', whole)).toEqual({
      status: 400,
      json: { error: 'invalid_request', errorDescription: expect.stringContaining(reason) },
    });
    expect(at.emulator.state()).toEqual(before);
  });

  test('a passkey that is seeded again is one, and one in its place takes its name away', async () => {
    const ada = await enrol('ada');
    const { authenticators, ...state } = at.emulator.state();
    const again = authenticators.map(({ userAuthenticatorId: _, ...seed }) => seed);
    at.emulator.seed({ ...state, authenticators: again });
    at.emulator.seed({ ...state, authenticators: again });
    expect(await at.server.getAuthenticators({ userId: 'ada' })).toHaveLength(1);
    await expect(ada.signIn()).resolves.toEqual(expect.any(String));

    const replaced = authenticators.map((each) => ({ ...each, credentialId: 'AnotherOne' }));
    at.emulator.seed({ ...state, authenticators: replaced });
    await expect(ada.signIn()).rejects.toThrow('unknown_credential');
  });

  test('a passkey of Ada is not seeded for Bob', async () => {
    await enrol('ada');
    const { authenticators } = at.emulator.state();
    const stolen = authenticators.map((each) => ({ ...each, userId: 'bob' }));
    const seed = { users: [{ userId: 'bob' }], authenticators: stolen };
    expect(() => at.emulator.seed(seed)).toThrow(
      'authenticators.0.credentialId: It is a passkey of "ada"',
    );
    at.emulator.seed({ users: [{ userId: 'bob' }], authenticators });
    expect(await at.server.getUser({ userId: 'bob' })).toMatchObject({ isEnrolled: false });
  });
});

describe('outcomes and rules', () => {
  beforeEach(() => {
    at.emulator.seed({ users: [{ userId: 'ada' }], authenticators: [{ ...SMS, userId: 'ada' }] });
  });

  test('an outcome decides the actions of its code, and no other', async () => {
    expect(await at.control('PUT', '/outcomes/pay', { outcome: 'BLOCK' })).toMatchObject({
      status: 204,
    });
    expect(await at.track('ada', 'pay')).toMatchObject({ state: 'BLOCK' });
    expect(await at.track('ada', 'view')).toMatchObject({ state: 'CHALLENGE_REQUIRED' });
    expect(await at.control('PUT', '/outcomes/pay', { outcome: 'NO' })).toMatchObject({
      status: 400,
    });
    expect(await at.control('PUT', '/outcomes/no%20code', { outcome: 'BLOCK' })).toMatchObject({
      status: 400,
    });
  });

  test('a rule about new devices applies until the device was on an action that came through', async () => {
    at.emulator.setOutcome('pay', 'ALLOW');
    at.emulator.setRules([{ id: 'new', action: 'pay', when: 'new-device', outcome: 'CHALLENGE' }]);
    const pay = (body: object) => at.track('ada', 'pay', body);

    const first = await pay({ deviceId: 'phone', idempotencyKey: 'k1' });
    expect(first).toMatchObject({ state: 'CHALLENGE_REQUIRED', ruleIds: ['new'] });
    expect(await pay({ deviceId: 'phone' })).toMatchObject({ state: 'CHALLENGE_REQUIRED' });

    at.emulator.finishChallenge({ userId: 'ada', action: 'pay', idempotencyKey: 'k1' });
    const known = await pay({ deviceId: 'phone' });
    expect(known).toMatchObject({ state: 'ALLOW', ruleIds: [] });
    expect(await pay({ deviceId: 'laptop' })).toMatchObject({ ruleIds: ['new'] });

    expect(await pay({ idempotencyKey: 'k2' })).toMatchObject({ ruleIds: ['new'] });
    at.emulator.finishChallenge({ userId: 'ada', action: 'pay', idempotencyKey: 'k2' });
    expect(await pay({})).toMatchObject({ ruleIds: ['new'] });
    expect(await at.track('ada', 'view', { deviceId: 'laptop' })).toMatchObject({ ruleIds: [] });
  });

  test('a rule about countries goes by the header, and the action keeps where it came from', async () => {
    const rules = [{ id: 'abroad', when: 'country', countries: ['NZ', 'AU'], outcome: 'BLOCK' }];
    expect(await at.control('PUT', '/rules', rules)).toMatchObject({ status: 204 });

    const from = (country: string, body = {}) =>
      at.track('ada', 'pay', body, { 'X-Emulator-Country': country });
    const sent = { deviceId: 'phone', ipAddress: '192.0.2.1', userAgent: 'Browser/1' };
    expect(await from('NZ', sent)).toMatchObject({ state: 'BLOCK', ruleIds: ['abroad'] });
    expect(await from('DE')).toMatchObject({ state: 'CHALLENGE_REQUIRED' });
    expect(await at.track('ada', 'pay')).toMatchObject({ state: 'CHALLENGE_REQUIRED' });
    expect(at.emulator.state().actions).toMatchObject([
      { ...sent, countryCode: 'NZ', ruleIds: ['abroad'], priorityRuleId: 'abroad' },
      { countryCode: 'DE' },
      {},
    ]);
  });

  test('of two rules that apply the first decides, and both are named', async () => {
    at.emulator.setRules([
      { id: 'review', when: 'country', countries: ['NZ'], outcome: 'REVIEW' },
      { id: 'block', when: 'new-device', outcome: 'BLOCK' },
    ]);
    const action = await at.track('ada', 'pay', {}, { 'X-Emulator-Country': 'nz' });
    expect(action).toMatchObject({ state: 'REVIEW_REQUIRED', ruleIds: ['review', 'block'] });
    expect(at.emulator.state().actions).toMatchObject([{ priorityRuleId: 'review' }]);

    const { idempotencyKey } = action;
    const stored = await at.server.getAction({ userId: 'ada', action: 'pay', idempotencyKey });
    expect(stored).toMatchObject({
      rules: [{ ruleId: 'review' }, { ruleId: 'block' }],
      ruleIds: ['review', 'block'],
      priorityRuleId: 'review',
    });
  });

  test('outcomes and rules outlive a restart, if there is a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'control-'));
    const file = join(folder, 'authsignal.jsonl');
    const before = await serveEmulator({ file });
    before.emulator.setOutcome('pay', 'BLOCK');
    before.emulator.setRules([{ id: 'r', when: 'new-device', outcome: 'REVIEW' }]);
    await before.close();

    const after = await serveEmulator({ file });
    expect(after.emulator.state()).toMatchObject({
      outcomes: { pay: 'BLOCK' },
      rules: [{ id: 'r' }],
    });
    await after.close();
    await rm(folder, { recursive: true });
  });
});

describe('the list of requests', () => {
  test('shows what was asked and answered, and nothing that is secret', async () => {
    const otpUri = 'otpauth://totp/App:ada?secret=JBSWY3DPEHPK3PXP';
    await fetch(`${at.apiUrl}/users/bob/authenticators`, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa(`${SECRET_KEY}:`)}` },
      body: JSON.stringify({ verificationMethod: 'AUTHENTICATOR_APP', otpUri }),
    });
    const { token } = await at.track('ada', 'pay', { email: 'ada@example.test' });
    await at.server.validateChallenge({ token });
    await fetch(`${at.apiUrl}/users?token=${token}&limit=1`, {
      headers: { Authorization: `Bearer ${token}` },
    });

    const { json: requests } = await at.control('GET', '/requests');
    expect(requests).toMatchObject([
      { method: 'GET', path: '/v1/users?token=***&limit=1', authorization: 'Bearer ***' },
      { operation: 'validateChallenge', request: { token: '***' }, response: { isValid: false } },
      {
        operation: 'trackAction',
        method: 'POST',
        path: '/v1/users/ada/actions/pay',
        status: 200,
        ms: expect.any(Number),
        time: expect.stringMatching(/^\d{4}-/),
        request: { email: 'ada@example.test' },
        response: { token: '***', state: 'ALLOW' },
      },
      { operation: 'enrollAuthenticator', request: { otpUri: '***' } },
    ]);
    const text = JSON.stringify(requests);
    expect(text).not.toContain('eyJ');
    expect(text).not.toContain(SECRET_KEY);
    expect(text).not.toContain(btoa(`${SECRET_KEY}:`));
  });

  test('holds 200, the newest first, and those that were refused too', async () => {
    for (let index = 0; index < 205; index++) await at.track(`user-${index}`, 'pay');
    await fetch(`${at.apiUrl}/validate`, { method: 'POST', body: 'x'.repeat(70_000) });
    const requests = at.emulator.requests();
    expect(requests).toHaveLength(200);
    expect(requests.slice(0, 2)).toMatchObject([
      { status: 413, path: '/v1/validate' },
      { status: 200, path: '/v1/users/user-204/actions/pay' },
    ]);
  });
});

describe('the clock', () => {
  test('tokens, actions and challenges go by it', async () => {
    const ada = await enrol('ada');
    const { token } = await at.server.track({ userId: 'ada', action: 'pay', attributes: {} });
    await at.control('PUT', '/clock', { advanceMs: 9 * 60_000 });
    expect(await at.server.validateChallenge({ token })).toMatchObject({
      state: 'CHALLENGE_REQUIRED',
    });
    await at.control('PUT', '/clock', { advanceMs: 60_000 });
    expect(await at.server.validateChallenge({ token })).toMatchObject({ error: 'expired_token' });

    await at.control('PUT', '/clock', {});
    expect(await at.server.validateChallenge({ token })).not.toHaveProperty('error');

    await at.control('PUT', '/clock', { at: '2040-01-01T00:00:00.000Z' });
    expect(await at.server.queryUserActions({ userId: 'ada' })).toEqual([]);
    await ada.signIn();
    expect(await at.server.queryUserActions({ userId: 'ada' })).toMatchObject([
      { createdAt: expect.stringMatching(/^2040-01-01T/) },
    ]);
    expect(await at.control('PUT', '/clock', { at: 'tomorrow' })).toMatchObject({ status: 400 });
  });

  test('a reset sets it to the real time', async () => {
    at.emulator.setClock({ at: '2040-01-01T00:00:00.000Z' });
    at.emulator.reset();
    await at.track('ada', 'pay');
    expect(at.emulator.state().actions[0]?.createdAt).not.toMatch(/^2040/);
  });
});

describe('webhooks', () => {
  test('each is listed with its answer, and is sent again under its own id', async () => {
    const received: { id: string; signature: string }[] = [];
    const statuses = [204, 500];
    const app = createServer(async (req, res) => {
      let body = '';
      for await (const chunk of req) body += chunk;
      const signature = String(req.headers['x-signature-v2']);
      received.push({ id: at.server.webhook.constructEvent(body, signature).id, signature });
      res.writeHead(statuses.shift() ?? 204).end();
    });
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
    const { port } = app.address() as AddressInfo;
    at.emulator.setWebhookUrl(`http://127.0.0.1:${port}/webhook`);

    await enrol('ada');
    await until(() => at.emulator.webhooks()[0]?.status === 204);
    const { json: listed } = await at.control('GET', '/webhooks');
    expect(listed).toMatchObject([
      {
        type: 'authenticator.created',
        attempts: 1,
        status: 204,
        body: { data: { userId: 'ada' } },
      },
    ]);

    const { id } = listed[0];
    expect(await at.control('POST', `/webhooks/${id}`)).toMatchObject({
      status: 200,
      json: { id, attempts: 2, status: 500 },
    });
    expect(received.map((each) => each.id)).toEqual([id, id]);
    expect(await at.control('POST', '/webhooks/unknown')).toMatchObject({ status: 400 });
    app.close();
  });
});

describe('a challenge that is finished without a browser', () => {
  test('gives a token that the app’s server accepts, for its action and user only', async () => {
    const { json } = await at.control('POST', '/challenges', {
      userId: 'ada',
      action: 'pay',
    });
    expect(
      await at.server.validateChallenge({ ...json, userId: 'ada', action: 'pay' }),
    ).toMatchObject({
      isValid: true,
      state: 'CHALLENGE_SUCCEEDED',
      userId: 'ada',
      action: 'pay',
    });
    expect(await at.server.validateChallenge({ ...json, userId: 'bob' })).toMatchObject({
      isValid: false,
    });
  });

  test('finishes the action that the app has opened, so that its own token is good', async () => {
    await enrol('ada');
    const { token, idempotencyKey } = await at.track('ada', 'pay');
    expect(await at.server.validateChallenge({ token })).toMatchObject({ isValid: false });
    at.emulator.finishChallenge({ userId: 'ada', action: 'pay', idempotencyKey });
    expect(await at.server.validateChallenge({ token })).toMatchObject({
      isValid: true,
      verificationMethod: 'PASSKEY',
    });
  });

  test('a blocked action stays blocked', async () => {
    at.emulator.setOutcome('pay', 'BLOCK');
    const { token, idempotencyKey } = await at.track('ada', 'pay');
    const challenge = { userId: 'ada', action: 'pay', idempotencyKey };
    expect(() => at.emulator.finishChallenge(challenge)).toThrow('in the state BLOCK');
    const untracked = { userId: 'ada', action: 'pay' };
    expect(() => at.emulator.finishChallenge(untracked)).toThrow('in the state BLOCK');
    expect(await at.server.validateChallenge({ token })).toMatchObject({
      isValid: false,
      state: 'BLOCK',
    });
  });
});

describe('who may', () => {
  const LINK = {
    'Sec-Fetch-Site': 'cross-site',
    'Sec-Fetch-Mode': 'navigate',
    'Sec-Fetch-Dest': 'document',
  };
  const key = { Authorization: `Basic ${btoa(`${SECRET_KEY}:`)}` };

  test.each([
    ['a program of this machine', {}, 200],
    ['a page of the emulator', { 'Sec-Fetch-Site': 'same-origin' }, 200],
    ['a page of another site', { Origin: 'https://attacker.test' }, 403],
    ['a page of another port of this machine', { Origin: 'http://localhost:3000' }, 403],
    ['a page without an origin', { Origin: 'null' }, 403],
    ['an image in a page of another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['a link in a page of another site', LINK, 200],
    ['a frame in a page of another site', { ...LINK, 'Sec-Fetch-Dest': 'iframe' }, 403],
    ['a name that an attacker points here', { Host: 'attacker.test' }, 401],
    ['a name that only begins like this machine', { Host: 'localhost.attacker.test' }, 401],
  ])('%s: %o is answered with %i', async (_, headers, status) => {
    expect(await at.statusFor('/_emulator/state', 'GET', headers)).toBe(status);
    expect(await at.statusFor('/', 'GET', headers)).toBe(status);
  });

  test('a page of another site resets nothing, not even with the key', async () => {
    at.emulator.seed({ users: [{ userId: 'ada' }] });
    const foreign = { Origin: 'https://attacker.test' };
    expect(await at.statusFor('/_emulator/reset', 'POST', { ...key, ...foreign })).toBe(403);
    expect(await at.statusFor('/reset', 'POST', { ...key, ...foreign })).toBe(403);
    expect(at.emulator.state().users).toHaveLength(1);
    expect(await at.statusFor('/_emulator/reset', 'POST', { Origin: at.url })).toBe(204);
    expect(at.emulator.state().users).toEqual([]);
  });

  test('from outside of a container, the secret key is needed', async () => {
    // Here too, no connection tells that the request comes from this machine.
    const url = 'http://localhost:8787/_emulator/state';
    const ask = (headers: Record<string, string>) =>
      at.emulator.fetch(new Request(url, { headers: { Host: 'localhost:8787', ...headers } }));
    const refused = await ask({});
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Basic /);
    expect((await ask({ Authorization: `Basic ${btoa('guess:')}` })).status).toBe(401);
    expect((await ask(key)).status).toBe(200);
    expect(await at.statusFor('/_emulator/state', 'GET', { ...key, Host: 'box.test' })).toBe(200);
  });

  test('from outside, the key that everybody knows opens nothing', async () => {
    const withDefaults = createEmulator();
    const { url, close } = await withDefaults.listen({ port: 0 });
    const known = { Authorization: `Basic ${btoa(`${withDefaults.secretKey}:`)}` };
    const ask = (headers: Record<string, string>) =>
      withDefaults.fetch(new Request(`${url}/_emulator/state`, { headers }));
    expect((await ask({ Host: 'box.test', ...known })).status).toBe(401);
    expect((await fetch(`${url}/_emulator/state`)).status).toBe(200);
    await close();
    withDefaults.close();
  });
});
