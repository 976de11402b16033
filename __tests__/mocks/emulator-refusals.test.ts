import { setupServer } from 'msw/node';
import type { WebAuthnEmulator } from 'nid-webauthn-emulator';

import { createTenant } from '../support/authsignal/tenant';
import { createClientApi } from '../support/authsignal/client-api';
import { cloneAuthenticator, createAuthenticator } from '../support/user/software-authenticator';

const ORIGIN = 'http://localhost:3000';
const VERIFIED = { status: 200, isVerified: true };
const NOT_VERIFIED = { status: 200, isVerified: false };
const REFUSED = { status: 400, errorCode: 'invalid_request' };

const tenant = createTenant();
const client = createClientApi(tenant);
const network = setupServer(...tenant.handlers);

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => tenant.emulator.reset());
afterEach(() => (tenant.relyingParty.id = 'localhost'));
afterAll(() => network.close());

async function enroll(userId: string, authenticator = createAuthenticator()) {
  await tenant.browserOf(userId, { authenticator });
  return authenticator;
}

/** An answer to a fresh challenge, not sent yet. */
async function beginSignIn(authenticator: WebAuthnEmulator, origin = ORIGIN) {
  const { challengeId, options } = await client.startSignIn();
  return { challengeId, credential: authenticator.getJSON(origin, options) };
}

async function signIn(authenticator: WebAuthnEmulator, origin?: string) {
  const { challengeId, credential } = await beginSignIn(authenticator, origin);
  return client.verify(challengeId, credential);
}

test('a challenge opens one sign-in, not two', async () => {
  const { challengeId, credential } = await beginSignIn(await enroll('ada'));

  expect(await client.verify(challengeId, credential)).toMatchObject(VERIFIED);
  expect(await client.verify(challengeId, credential)).toMatchObject(REFUSED);
});

test('a challenge is spent by a wrong answer too', async () => {
  const { challengeId, credential } = await beginSignIn(await enroll('ada'));
  const forged = { ...credential, response: { ...credential.response, signature: 'AAAA' } };

  expect(await client.verify(challengeId, forged)).toMatchObject(NOT_VERIFIED);
  expect(await client.verify(challengeId, credential)).toMatchObject(REFUSED);
});

test('a challenge lives for ten minutes', async () => {
  const ada = await enroll('ada');
  const [inTime, late] = [await beginSignIn(ada), await beginSignIn(ada)];

  tenant.pass(10 * 60_000 - 1);
  expect(await client.verify(inTime.challengeId, inTime.credential)).toMatchObject(VERIFIED);
  tenant.pass(1);
  expect(await client.verify(late.challengeId, late.credential)).toMatchObject(REFUSED);
});

test('an answer to one challenge does not answer another', async () => {
  const ada = await enroll('ada');
  const [first, second] = [await beginSignIn(ada), await beginSignIn(ada)];

  expect(await client.verify(second.challengeId, first.credential)).toMatchObject(NOT_VERIFIED);
  expect(await client.verify(first.challengeId, second.credential)).toMatchObject(NOT_VERIFIED);
  expect(await signIn(ada)).toMatchObject(VERIFIED);
});

test('the challenge of an enrollment does not sign in, nor the one of a sign-in enroll', async () => {
  const ada = await enroll('ada');
  const token = await tenant.enrollmentToken('ada');
  const enrollment = await client.startRegistration(token);
  const { challenge } = enrollment.options;
  const assertion = ada.getJSON(ORIGIN, { challenge, rpId: 'localhost' });
  expect(await client.verify(enrollment.challengeId, assertion, token)).toMatchObject(REFUSED);

  const { challengeId, options } = await client.startSignIn(token);
  const request = { ...enrollment.options, challenge: options.challenge, excludeCredentials: [] };
  const attestation = createAuthenticator().createJSON(ORIGIN, request);
  expect(await client.addPasskey(token, challengeId, attestation)).toMatchObject(REFUSED);
});

test('a page of another origin neither signs in nor enrolls', async () => {
  const ada = await enroll('ada');
  expect(await signIn(ada, 'http://localhost:4000')).toMatchObject(NOT_VERIFIED);
  expect(await signIn(ada)).toMatchObject(VERIFIED);

  const token = await tenant.enrollmentToken('bob');
  const { challengeId, options } = await client.startRegistration(token);
  const credential = createAuthenticator().createJSON('http://localhost:4000', options);
  expect(await client.addPasskey(token, challengeId, credential)).toMatchObject(NOT_VERIFIED);
});

test('a passkey for another relying party neither signs in nor enrolls', async () => {
  const enrollFor = async (rpId: string) => {
    const device = createAuthenticator();
    const token = await tenant.enrollmentToken('ada');
    const { challengeId, options } = await client.startRegistration(token);
    const request = { ...options, rp: { id: rpId, name: 'Other' } };
    const credential = device.createJSON(ORIGIN, request, [ORIGIN]);
    return { device, answer: await client.addPasskey(token, challengeId, credential) };
  };
  const signInFor = async (rpId: string, device: WebAuthnEmulator) => {
    const { challengeId, options } = await client.startSignIn();
    const credential = device.getJSON(ORIGIN, { ...options, rpId }, [ORIGIN]);
    return client.verify(challengeId, credential);
  };

  expect((await enrollFor('other.test')).answer).toMatchObject(NOT_VERIFIED);

  tenant.relyingParty.id = 'other.test';
  const { device, answer } = await enrollFor('other.test');
  expect(answer).toMatchObject(VERIFIED);
  expect(await signInFor('other.test', device)).toMatchObject(VERIFIED);

  tenant.relyingParty.id = 'localhost';
  expect(await signInFor('other.test', device)).toMatchObject(NOT_VERIFIED);
});

test('one flipped bit of the signature is noticed', async () => {
  const ada = await enroll('ada');
  const { challengeId, credential } = await beginSignIn(ada);
  const signature = Buffer.from(credential.response.signature, 'base64url');
  signature.writeUInt8(signature.readUInt8(signature.length - 1) ^ 1, signature.length - 1);
  const response = { ...credential.response, signature: signature.toString('base64url') };

  expect(await client.verify(challengeId, { ...credential, response })).toMatchObject(NOT_VERIFIED);
  expect(await signIn(ada)).toMatchObject(VERIFIED);
});

test('a cloned authenticator gives itself away by its counter', async () => {
  const ada = await enroll('ada');
  const clone = cloneAuthenticator(ada);

  expect(await signIn(ada)).toMatchObject(VERIFIED);
  expect(await signIn(clone)).toMatchObject(NOT_VERIFIED);
  expect(await signIn(ada)).toMatchObject(VERIFIED);
});

test('of an authenticator and its clone, used at the same moment, one signs in', async () => {
  const ada = await enroll('ada');
  const results = await Promise.all([signIn(ada), signIn(cloneAuthenticator(ada))]);

  expect(results.filter(({ isVerified }) => isVerified)).toHaveLength(1);
});

test('a passkey that never counts, as synced ones do not, signs in again and again', async () => {
  const ada = await enroll('ada', createAuthenticator({ signCounterIncrement: 0 }));

  expect(await signIn(ada)).toMatchObject(VERIFIED);
  expect(await signIn(ada)).toMatchObject(VERIFIED);
});

test('a user who was not verified neither signs in nor enrolls', async () => {
  const ada = await enroll('ada');
  const unverified = cloneAuthenticator(ada, { userVerified: false });
  expect(await signIn(unverified)).toMatchObject(NOT_VERIFIED);
  expect(await signIn(ada)).toMatchObject(VERIFIED);

  await expect(enroll('bob', createAuthenticator({ userVerified: false }))).rejects.toThrow(
    'not_verified',
  );
});

test('only a passkey that the browser creates by itself may lack a present user', async () => {
  const authenticator = createAuthenticator({ userPresent: false });
  await expect(enroll('ada', authenticator)).rejects.toThrow('not_verified');

  const { passkey } = tenant.browser({ authenticator }).authsignal;
  const token = await tenant.enrollmentToken('ada');
  const { data } = await passkey.signUp({ token, useAutoRegister: true });

  expect(await tenant.server.validateChallenge({ token: data?.token ?? '' })).toMatchObject({
    isValid: true,
  });
});
