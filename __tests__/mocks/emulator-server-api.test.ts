import { Authsignal } from '@authsignal/node';
import { setupServer } from 'msw/node';

import { createTenant } from '../support/authsignal/tenant';
import { SIGN_IN } from '../support/user/software-authenticator';

const tenant = createTenant();
const { server, emulator } = tenant;
const network = setupServer(...tenant.handlers);

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => emulator.reset());
afterAll(() => network.close());

test('another secret key opens nothing, in the words of Authsignal', async () => {
  const stranger = new Authsignal({ apiUrl: tenant.baseUrl, apiSecretKey: 'wrong', retries: 0 });
  const user = { userId: 'ada' };
  const action = { ...user, action: 'pay' };
  const passkey = { ...user, userAuthenticatorId: 'x' };
  const calls = [
    stranger.track(action),
    stranger.validateChallenge({ token: 'x' }),
    stranger.getAction({ ...action, idempotencyKey: 'x' }),
    stranger.queryUserActions(user),
    stranger.getAuthenticators(user),
    stranger.deleteAuthenticator(passkey),
    stranger.getUser(user),
    stranger.updateUser({ ...user, attributes: {} }),
    stranger.deleteUser(user),
  ];

  for (const call of calls) {
    await expect(call).rejects.toMatchObject({
      statusCode: 401,
      errorCode: 'unauthorized',
      errorDescription:
        'The request is unauthorized. Check that your API key and region base URL are correctly configured.',
    });
  }
  expect(await server.getUser(user)).toMatchObject({ isEnrolled: false });
});

test('an action asks for a challenge once its user has a passkey', async () => {
  const before = await server.track({ userId: 'ada', action: 'pay' });
  expect(before).toMatchObject({ state: 'ALLOW', isEnrolled: false });

  await tenant.browserOf('ada');

  const after = await server.track({ userId: 'ada', action: 'pay' });
  expect(after).toMatchObject({
    state: 'CHALLENGE_REQUIRED',
    isEnrolled: true,
    enrolledVerificationMethods: ['PASSKEY'],
  });
  expect(after.url).toContain(after.token);
});

test('the outcome that is set decides an action', async () => {
  await tenant.browserOf('ada');
  const track = async () => (await server.track({ userId: 'ada', action: 'pay' })).state;

  emulator.setOutcome('pay', 'BLOCK');
  expect(await track()).toBe('BLOCK');
  emulator.setOutcome('pay', 'REVIEW');
  expect(await track()).toBe('REVIEW_REQUIRED');
  emulator.setOutcome('pay', 'ALLOW');
  expect(await track()).toBe('ALLOW');
});

test('an action tracked twice with one key is one action', async () => {
  const request = { userId: 'ada', action: 'pay', attributes: { idempotencyKey: 'order-1' } };
  const first = await server.track(request);
  tenant.pass(60_000);
  const second = await server.track(request);

  expect(second.idempotencyKey).toBe('order-1');
  expect(second.token).not.toBe(first.token);
  const { createdAt } = await server.getAction({ ...request, idempotencyKey: 'order-1' });
  expect(Date.parse(createdAt)).toBe(tenant.now() - 60_000);
});

test('a token that nobody has challenged is not valid, and says how far it is', async () => {
  await tenant.browserOf('ada');
  const { token, idempotencyKey } = await server.track({ userId: 'ada', action: 'pay' });

  expect(await server.validateChallenge({ token })).toMatchObject({
    isValid: false,
    state: 'CHALLENGE_REQUIRED',
    userId: 'ada',
    action: 'pay',
    idempotencyKey,
  });
});

test('a result is valid for its own action and user, and for nothing else', async () => {
  const token = await (await tenant.browserOf('ada')).signIn();
  const validate = (expected: object) => server.validateChallenge({ token, ...expected });

  expect(await validate({ action: 'pay' })).toMatchObject({
    isValid: false,
    error: 'action_mismatch',
  });
  expect(await validate({ userId: 'bob' })).toMatchObject({
    isValid: false,
    error: 'user_mismatch',
  });
  expect(await validate({ action: '' })).toMatchObject({ isValid: false });
  expect(await validate({ ...SIGN_IN, userId: 'ada' })).toMatchObject({ isValid: true });
});

test('a result can be read again and again, for ten minutes', async () => {
  const token = await (await tenant.browserOf('ada')).signIn();
  const first = await server.validateChallenge({ token });
  tenant.pass(10 * 60_000 - 1000);
  expect(await server.validateChallenge({ token })).toEqual(first);

  tenant.pass(1000);
  expect(await server.validateChallenge({ token })).toMatchObject({
    isValid: false,
    error: 'expired_token',
  });
  const garbage = await server.validateChallenge({ token: 'garbage' });
  expect(garbage).toMatchObject({ isValid: false, error: 'invalid_token' });
});

test('the raw answer to a validation has the action twice, as SDKs read one or the other', async () => {
  const token = await (await tenant.browserOf('ada')).signIn();
  const response = await fetch(`${tenant.baseUrl}/validate`, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${tenant.secretKey}:`)}` },
    body: JSON.stringify({ token }),
  });

  const action = 'sign-in-with-passkey';
  expect(await response.json()).toMatchObject({ action, actionCode: action });
});

test('a success stays one, and does not become recent by a later failure or success', async () => {
  const browser = await tenant.browserOf('ada');
  const { token } = await server.track({ userId: 'ada', action: 'pay' });
  const result = await browser.signIn({ token });
  const before = await server.validateChallenge({ token: result });

  tenant.pass(60_000);
  await tenant.browser().signUp({ token: result });
  await browser.signIn({ token });

  expect(await server.validateChallenge({ token: result })).toEqual(before);
});

test('a failed ceremony fails its action, and a later success makes up for it', async () => {
  const request = { userId: 'ada', action: 'enroll-passkey' };
  const { token, idempotencyKey } = await server.track(request);
  const state = async () => (await server.getAction({ ...request, idempotencyKey })).state;

  const elsewhere = tenant.browser({ origin: 'http://localhost:4000' });
  await expect(elsewhere.signUp({ token })).rejects.toThrow('not_verified');
  expect(await state()).toBe('CHALLENGE_FAILED');

  const { authenticator } = elsewhere;
  await tenant.browser({ authenticator }).signUp({ token });
  expect(await state()).toBe('CHALLENGE_SUCCEEDED');

  const pay = { userId: 'ada', action: 'pay' };
  const payment = await server.track(pay);
  await expect(elsewhere.signIn({ token: payment.token })).rejects.toThrow('not_verified');
  expect(await server.getAction({ ...payment, ...pay })).toMatchObject({
    state: 'CHALLENGE_FAILED',
  });
});

test('an action that nobody has opened is not found', async () => {
  const { idempotencyKey } = await server.track({ userId: 'ada', action: 'pay' });
  const find = (userId: string) => server.getAction({ userId, action: 'pay', idempotencyKey });

  await expect(find('ada')).resolves.toMatchObject({ state: 'ALLOW' });
  await expect(find('bob')).rejects.toMatchObject({ statusCode: 404, errorCode: 'not_found' });
});

test('an action code with other characters is refused', async () => {
  await expect(server.track({ userId: 'ada', action: 'pay!' })).rejects.toMatchObject({
    statusCode: 400,
    errorCode: 'invalid_request',
  });
});

test('the actions of a user can be listed, and say which passkey has answered', async () => {
  const browser = await tenant.browserOf('ada');
  await (await tenant.browserOf('bob')).signIn();
  tenant.pass(1_000);
  await browser.signIn();
  await server.track({ userId: 'ada', action: 'pay' });
  const [passkey] = await server.getAuthenticators({ userId: 'ada' });

  const query = { userId: 'ada', actionCodes: [SIGN_IN.action] };
  const fromDate = new Date(tenant.now()).toISOString();
  const signIn = {
    actionCode: SIGN_IN.action,
    state: 'CHALLENGE_SUCCEEDED',
    idempotencyKey: expect.any(String),
    verificationMethod: 'PASSKEY',
    verifiedByAuthenticatorId: passkey?.userAuthenticatorId,
  };
  expect(await server.queryUserActions({ ...query, fromDate })).toMatchObject([signIn]);
  expect(await server.queryUserActions({ userId: 'ada' })).toMatchObject([
    { actionCode: 'pay' },
    signIn,
    { actionCode: 'enroll-passkey' },
  ]);

  tenant.pass(1_000);
  const later = new Date(tenant.now()).toISOString();
  expect(await server.queryUserActions({ ...query, fromDate: later })).toEqual([]);
});
