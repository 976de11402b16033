import { setupServer } from 'msw/node';

import { createTenant } from '../support/authsignal/tenant';
import { createAuthenticator, SIGN_IN } from '../support/user/software-authenticator';

const tenant = createTenant();
const network = setupServer(...tenant.handlers);

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => tenant.emulator.reset());
afterAll(() => network.close());

test('a passkey enrolled by Ada signs Ada in', async () => {
  const browser = tenant.browser();
  const enrollment = await browser.signUp({ token: await tenant.enrollmentToken('ada') });
  const signIn = await browser.signIn();

  const success = { isValid: true, state: 'CHALLENGE_SUCCEEDED', verificationMethod: 'PASSKEY' };
  expect(await tenant.server.validateChallenge({ token: enrollment })).toMatchObject({
    ...success,
    userId: 'ada',
    action: 'enroll-passkey',
    stateUpdatedAt: '2026-11-20T09:00:00.000Z',
  });
  expect(await tenant.server.validateChallenge({ token: signIn })).toMatchObject({
    ...success,
    userId: 'ada',
    action: 'sign-in-with-passkey',
    idempotencyKey: expect.any(String),
  });
});

test('tokens look like JSON Web Tokens and no two are the same', async () => {
  const browser = tenant.browser();
  const enrollment = await tenant.enrollmentToken('ada');
  const tokens = [enrollment, await browser.signUp({ token: enrollment })];
  tokens.push(await browser.signIn(), await browser.signIn());

  expect(new Set(tokens).size).toBe(4);
  for (const token of tokens) {
    expect(token).toMatch(/^[A-Za-z0-9._~+/=-]{16,4096}$/);
    expect(token.split('.')).toHaveLength(3);
  }
});

test('a passkey is offered behind the e-mail field, and by a browser that never enrolled it', async () => {
  const phone = createAuthenticator();
  await tenant.browserOf('ada', { authenticator: phone });

  const token = await tenant
    .browser({ authenticator: phone })
    .signIn({ ...SIGN_IN, autofill: true });

  expect(await tenant.server.validateChallenge({ token })).toMatchObject({ userId: 'ada' });
});

test('a sign-in that names no action has the tenant’s default one', async () => {
  const browser = await tenant.browserOf('ada');

  const token = await browser.signIn({});

  expect(await tenant.server.validateChallenge({ token })).toMatchObject({
    isValid: true,
    action: 'signInWithPasskey',
  });
});

test('a site that keeps sign-ins in cookies is served too', async () => {
  const { passkey } = tenant.browser().authsignal;
  const token = await tenant.enrollmentToken('ada');
  await passkey.signUp({ token, useCookies: true });

  const named = await passkey.signIn({ ...SIGN_IN, useCookies: true });
  const nameless = await passkey.signIn({ useCookies: true });

  expect([named.data, nameless.data]).toMatchObject([{ userId: 'ada' }, { userId: 'ada' }]);
});

test('each of two people signs in with the passkey of their own device', async () => {
  const [ada, bob] = [await tenant.browserOf('ada'), await tenant.browserOf('bob')];

  const tokens = await Promise.all([ada.signIn(), bob.signIn()]);

  const results = tokens.map((token) => tenant.server.validateChallenge({ token }));
  expect(await Promise.all(results)).toMatchObject([{ userId: 'ada' }, { userId: 'bob' }]);
});

test('a device that holds a passkey of Ada makes no second one for her, another device does', async () => {
  const browser = await tenant.browserOf('ada');

  await expect(browser.signUp({ token: await tenant.enrollmentToken('ada') })).rejects.toThrow(
    /CREDENTIAL_EXCLUDED/,
  );
  await tenant.browserOf('ada');

  expect(await tenant.server.getAuthenticators({ userId: 'ada' })).toHaveLength(2);
});

test('the first passkey needs no scope, the second one does', async () => {
  const plain = () => tenant.enrollmentToken('ada', 'read:authenticators');
  await tenant.browser().signUp({ token: await plain() });

  const second = tenant.browser();
  await expect(second.signUp({ token: await plain() })).rejects.toThrow('forbidden');
  await second.signUp({ token: await tenant.enrollmentToken('ada') });

  expect(await tenant.server.getAuthenticators({ userId: 'ada' })).toHaveLength(2);
});

test('two first passkeys begun with plain tokens do not both come to be', async () => {
  const begin = async () =>
    tenant.browser().signUp({ token: await tenant.enrollmentToken('ada', 'read:authenticators') });

  const results = await Promise.allSettled([begin(), begin()]);

  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await tenant.server.getAuthenticators({ userId: 'ada' })).toHaveLength(1);
});

test('the token that a sign-in ends with may add a passkey', async () => {
  const browser = await tenant.browserOf('ada');

  await tenant.browser().signUp({ token: await browser.signIn() });

  expect(await tenant.server.getAuthenticators({ userId: 'ada' })).toHaveLength(2);
});

test('someone signed in proves an action with their passkey', async () => {
  const browser = await tenant.browserOf('ada');
  const payment = await tenant.server.track({ userId: 'ada', action: 'pay' });
  expect(payment.state).toBe('CHALLENGE_REQUIRED');

  const token = await browser.signIn({ token: payment.token });

  const result = await tenant.server.validateChallenge({ token, action: 'pay', userId: 'ada' });
  expect(result).toMatchObject({ isValid: true, idempotencyKey: payment.idempotencyKey });
});

test('a device knows whether a passkey it holds still exists', async () => {
  const { authsignal } = await tenant.browserOf('ada');
  expect(await authsignal.passkey.isAvailableOnDevice({ userId: 'ada' })).toBe(true);

  await tenant.server.deleteUser({ userId: 'ada' });

  expect(await authsignal.passkey.isAvailableOnDevice({ userId: 'ada' })).toBe(false);
});
