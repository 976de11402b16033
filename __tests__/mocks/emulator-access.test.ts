import { setupServer } from 'msw/node';
import type { WebAuthnEmulator } from 'nid-webauthn-emulator';

import { createTenant } from '../support/authsignal/tenant';
import { createClientApi } from '../support/authsignal/client-api';
import { createAuthenticator, SIGN_IN } from '../support/user/software-authenticator';

const ORIGIN = 'http://localhost:3000';
const VERIFIED = { status: 200, isVerified: true };

const tenant = createTenant();
const neighbour = createTenant({
  baseUrl: 'http://neighbour.test/v1',
  tenantId: 'neighbour',
  secretKey: 'secret-of-the-neighbour',
});
const client = createClientApi(tenant);
const network = setupServer(...tenant.handlers, ...neighbour.handlers);

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => tenant.emulator.reset());
afterAll(() => network.close());

async function signIn(authenticator: WebAuthnEmulator, token?: string, change = {}) {
  const { challengeId, options } = await client.startSignIn(token);
  const credential = authenticator.getJSON(ORIGIN, { ...options, allowCredentials: [] });
  const response = { ...credential.response, ...change };
  return client.verify(challengeId, { ...credential, response }, token);
}

test('a passkey of one tenant is unknown to another', async () => {
  const ada = await tenant.browserOf('ada');
  const elsewhere = neighbour.browser({ authenticator: ada.authenticator });

  await expect(elsewhere.signIn()).rejects.toThrow('unknown_credential');
  await expect(ada.signIn()).resolves.toEqual(expect.any(String));
});

test('a token of one tenant is worth nothing at another', async () => {
  const ada = await tenant.browserOf('ada');
  const token = await ada.signIn();

  await expect(neighbour.browser().signUp({ token })).rejects.toThrow('invalid_token');
  expect(await neighbour.server.validateChallenge({ token })).toEqual({
    action: undefined,
    isValid: false,
    error: 'invalid_token',
  });
  expect(await tenant.server.validateChallenge({ token })).toMatchObject({ isValid: true });
});

test('a browser that names another tenant is turned away', async () => {
  const { authenticator } = await tenant.browserOf('ada');

  const lost = tenant.browser({ authenticator, tenantId: 'neighbour' });
  await expect(lost.signIn()).rejects.toThrow('unauthorized');
  await expect(lost.signIn()).rejects.toThrow('unauthorized');
  const found = tenant.browser({ authenticator });
  await expect(found.signIn()).resolves.toEqual(expect.any(String));
});

test('the tenant id is read with and without a colon behind it', async () => {
  const ask = (credentials: string) =>
    fetch(`${tenant.baseUrl}/client/challenge`, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa(credentials)}` },
      body: JSON.stringify(SIGN_IN),
    });

  expect((await ask(tenant.tenantId)).status).toBe(200);
  expect((await ask(`${tenant.tenantId}:`)).status).toBe(200);
  expect((await ask(`${tenant.tenantId}x`)).status).toBe(401);
});

test('an enrollment token lives for ten minutes, and the page is told when it has expired', async () => {
  const onTime = await tenant.enrollmentToken('ada');
  const token = await tenant.enrollmentToken('ada');
  tenant.pass(10 * 60_000 - 1000);
  await tenant.browser().signUp({ token: onTime });

  tenant.pass(1000);
  await expect(tenant.browser().signUp({ token })).rejects.toThrow('expired_token');
});

test('a token that was written into is no token', async () => {
  await tenant.browserOf('ada');
  const token = await tenant.enrollmentToken('ada', 'read:authenticators');
  const [header, payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const wider = JSON.stringify({ ...claims, scope: 'add:authenticators' });
  const forged = `${header}.${Buffer.from(wider).toString('base64url')}.${signature}`;

  for (const changed of [forged, `${header}.${payload}.`, 'garbage']) {
    await expect(tenant.browser().signUp({ token: changed })).rejects.toThrow('invalid_token');
  }
  expect(await client.startRegistration(token)).toMatchObject({ errorCode: 'forbidden' });
});

test('a ceremony that Ada began is not ended with the token of Bob', async () => {
  const [ada, bob] = [await tenant.enrollmentToken('ada'), await tenant.enrollmentToken('bob')];
  const { challengeId, options } = await client.startRegistration(ada);
  const credential = createAuthenticator().createJSON(ORIGIN, options);

  expect(await client.addPasskey(bob, challengeId, credential)).toMatchObject({ status: 400 });
  expect(await client.addPasskey(ada, challengeId, credential)).toMatchObject(VERIFIED);
});

test('the challenge of one action is not answered for another, nor without its token', async () => {
  const { authenticator } = await tenant.browserOf('ada');
  const [pay, close] = await Promise.all(
    ['pay', 'close'].map((action) => tenant.server.track({ userId: 'ada', action })),
  );
  const answer = async (token?: string) => {
    const { challengeId, options } = await client.startSignIn(pay?.token);
    return client.verify(challengeId, authenticator.getJSON(ORIGIN, options), token);
  };

  expect(await answer(close?.token)).toMatchObject({ errorCode: 'invalid_request' });
  expect(await answer()).toMatchObject({ errorCode: 'invalid_request' });
  expect(await answer(pay?.token)).toMatchObject(VERIFIED);
});

test('a passkey that Ada has is not enrolled a second time, by her or by Bob', async () => {
  const token = await tenant.enrollmentToken('ada');
  const first = await client.startRegistration(token);
  const device = createAuthenticator();
  const original = device.createJSON(ORIGIN, first.options);
  await client.addPasskey(token, first.challengeId, original);

  for (const thief of ['ada', 'bob']) {
    const own = await tenant.enrollmentToken(thief);
    const { challengeId, options } = await client.startRegistration(own);
    // Without an attestation nothing binds the key to the challenge: only its being known tells.
    const { clientDataJSON } = createAuthenticator().createJSON(ORIGIN, options).response;
    const replayed = { ...original, response: { ...original.response, clientDataJSON } };
    expect(await client.addPasskey(own, challengeId, replayed)).toMatchObject({
      status: 400,
      errorCode: 'invalid_credential',
    });
  }
  expect(await signIn(device)).toMatchObject({ ...VERIFIED, userId: 'ada' });
});

test('a passkey of Bob does not answer for Ada', async () => {
  const [ada, bob] = [await tenant.browserOf('ada'), await tenant.browserOf('bob')];
  const { token } = await tenant.server.track({ userId: 'ada', action: 'pay' });

  expect(await signIn(bob.authenticator, token)).toMatchObject({ errorCode: 'invalid_credential' });
  expect(await signIn(ada.authenticator, token)).toMatchObject(VERIFIED);
});

test('a passkey that names no owner, or another one, signs nobody in', async () => {
  const { authenticator } = await tenant.browserOf('ada');
  const handle = (await client.startRegistration(await tenant.enrollmentToken('bob'))).options.user;

  const anothers = { userHandle: handle.id };
  expect(await signIn(authenticator, undefined, anothers)).toMatchObject({ isVerified: false });
  const none = { userHandle: null };
  expect(await signIn(authenticator, undefined, none)).toMatchObject({ isVerified: false });
  expect(await signIn(authenticator)).toMatchObject(VERIFIED);
});

test('what is blocked or in review is not finished by a passkey, not even with the key of its action', async () => {
  const { authenticator } = await tenant.browserOf('ada');
  const answer = async (idempotencyKey: string) => {
    const opened = await client.post('challenge', { action: 'pay', idempotencyKey });
    const started = await client.post('user-authenticators/passkey/authentication-options', {
      challengeId: opened.challengeId,
    });
    const credential = authenticator.getJSON(ORIGIN, started.options);
    return client.verify(opened.challengeId, credential);
  };
  const track = async (outcome: 'BLOCK' | 'REVIEW' | 'CHALLENGE') => {
    tenant.emulator.setOutcome('pay', outcome);
    return tenant.server.track({ userId: 'ada', action: 'pay' });
  };
  const isValid = async ({ token }: { token: string }) =>
    (await tenant.server.validateChallenge({ token })).isValid;

  const blocked = await track('BLOCK');
  const inReview = await track('REVIEW');
  const asked = await track('CHALLENGE');
  expect(await answer(blocked.idempotencyKey)).toMatchObject({ errorCode: 'forbidden' });
  await answer(inReview.idempotencyKey);
  expect(await answer(asked.idempotencyKey)).toMatchObject(VERIFIED);
  expect([await isValid(blocked), await isValid(inReview), await isValid(asked)]).toEqual([
    false,
    false,
    true,
  ]);

  tenant.emulator.setOutcome('pay', 'BLOCK');
  expect(await answer('a new one')).toMatchObject({ errorCode: 'forbidden' });
});

test('the token of a blocked action enrolls nothing', async () => {
  tenant.emulator.setOutcome('enroll-passkey', 'BLOCK');
  const blocked = await tenant.server.track({ userId: 'ada', action: 'enroll-passkey' });
  expect(blocked.state).toBe('BLOCK');
  await expect(tenant.browser().signUp({ token: blocked.token })).rejects.toThrow('forbidden');

  tenant.emulator.setOutcome('enroll-passkey', 'CHALLENGE');
  await expect(tenant.browserOf('ada')).resolves.toBeDefined();
});
