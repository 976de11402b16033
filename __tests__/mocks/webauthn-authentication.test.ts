import { setupServer } from 'msw/node';

import { AUTHENTICATION_CHECKS } from '@/mocks/authsignal/webauthn/authentication';
import { authenticationFacts } from '@/mocks/authsignal/webauthn/facts';
import { authenticationResponseSchema } from '@/mocks/authsignal/webauthn/schemas';

import { createClientApi } from '../support/authsignal/client-api';
import { failedChecks } from '../support/authsignal/failed-checks';
import { createTenant } from '../support/authsignal/tenant';
import {
  createSigningAuthenticator,
  FLAGS,
  type Changes,
  type SigningAuthenticator,
} from '../support/user/signing-authenticator';

const ORIGIN = 'http://localhost:3000';
const { UP, UV, BE, BS } = FLAGS;
const VERIFIED = { status: 200, isVerified: true, userId: 'ada' };

const tenant = createTenant();
const client = createClientApi(tenant);
const network = setupServer(...tenant.handlers);

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => tenant.emulator.reset());
afterAll(() => network.close());

function flipLastBit(signature: Buffer) {
  signature.writeUInt8(signature.readUInt8(signature.length - 1) ^ 1, signature.length - 1);
  return signature;
}

/** For each check: responses that are as they should be, except for what this check is about. */
const MUTATIONS: Record<string, Changes[]> = {
  'credential type': [{ type: 'password' }],
  'credential id': [{ rawId: 'AAAA' }],
  'allowed credentials': [{}],
  'user handle': [{ userHandle: null }],
  owner: [{ userHandle: 'Ym9i' }],
  'client data': [{ clientDataJSON: 'no JSON' }, { clientDataJSON: 'null' }],
  type: [{ clientData: { type: 'webauthn.create' } }],
  challenge: [{ clientData: { challenge: 'AAAA' } }],
  origin: [{ clientData: { origin: 'http://localhost:3001' } }],
  'cross origin': [{ clientData: { crossOrigin: true } }],
  'top origin': [{ clientData: { topOrigin: ORIGIN } }],
  'authenticator data': [{ afterAuthenticatorData: Buffer.of(0) }],
  'relying party id': [{ rpId: 'other.test' }],
  'user presence': [{ flags: UV }],
  'user verification': [{ flags: UP }],
  'backup state': [{ flags: UP | UV | BS }],
  'backup eligibility': [{ flags: UP | UV | BE }],
  signature: [
    { signature: flipLastBit },
    { signature: (signature) => Buffer.concat([signature, Buffer.of(0)]) },
    { signature: () => Buffer.from('no DER') },
  ],
};

/** What these read is looked at by the checks after them, which then fail as well. */
const READERS = ['client data', 'authenticator data'];

const newDevice = () => createSigningAuthenticator({ origin: ORIGIN });

async function enroll(device: SigningAuthenticator, flags?: number) {
  const token = await tenant.enrollmentToken('ada');
  const { challengeId, options } = await client.startRegistration(token);
  await client.addPasskey(token, challengeId, device.attest(options, { flags }));
  return options.user.id;
}

/** A sign-in. With a `first` passkey, Ada is known at its start, and only that one is asked for. */
async function signIn(changes: Changes, first?: SigningAuthenticator) {
  const device = newDevice();
  if (first) await enroll(first);
  const token = first && (await tenant.server.track({ userId: 'ada', action: 'pay' })).token;
  const early = first && (await client.startSignIn(token));
  const handle = await enroll(device);

  const { challengeId, options } = early ?? (await client.startSignIn());
  const credential = device.assert(options, changes);
  const asked = {
    kind: 'authentication' as const,
    challenge: options.challenge,
    userId: first && 'ada',
    allowedIds: options.allowCredentials?.map(({ id }) => String(id)),
  };
  const stored = { publicKey: device.publicKey, deviceType: 'singleDevice' as const };
  const parsed = authenticationResponseSchema.parse(credential);
  const facts = authenticationFacts(tenant.relyingParty, asked, stored, { handle }, parsed);
  const failed = await failedChecks(AUTHENTICATION_CHECKS, facts);
  return { failed, answer: await client.verify(challengeId, credential, token) };
}

test('a response that is changed nowhere signs in', async () => {
  const { failed, answer } = await signIn({});

  expect(failed).toEqual([]);
  expect(answer).toMatchObject(VERIFIED);
});

test('for every check there is a response that it refuses', () => {
  expect(Object.keys(MUTATIONS)).toEqual(AUTHENTICATION_CHECKS.map(({ name }) => name));
});

test('each check has a name and a sentence of its own', () => {
  const reasons = AUTHENTICATION_CHECKS.map(({ failureReason }) => failureReason);

  expect(new Set(Object.keys(MUTATIONS)).size).toBe(AUTHENTICATION_CHECKS.length);
  expect(new Set(reasons).size).toBe(AUTHENTICATION_CHECKS.length);
});

test.each(AUTHENTICATION_CHECKS)('§7.2, step $step: $name', async ({ name, failureReason }) => {
  for (const changes of MUTATIONS[name] ?? []) {
    const first = name === 'allowed credentials' ? newDevice() : undefined;
    const { failed, answer } = await signIn(changes, first);

    expect(answer).toMatchObject({ status: 200, isVerified: false, failureReason });
    expect(READERS.includes(name) ? failed.slice(0, 1) : failed).toEqual([name]);
  }
});

test('step 5: the passkey that was asked for proves an action', async () => {
  const device = newDevice();
  await enroll(device);
  const { token } = await tenant.server.track({ userId: 'ada', action: 'pay' });
  const { challengeId, options } = await client.startSignIn(token);

  expect(options.allowCredentials).toMatchObject([{ id: device.id }]);
  expect(await client.verify(challengeId, device.assert(options), token)).toMatchObject(VERIFIED);
});

test('step 5: who asks for the options again is asked for the same passkeys', async () => {
  const [first, second] = [newDevice(), newDevice()];
  await enroll(first);
  const { token } = await tenant.server.track({ userId: 'ada', action: 'pay' });
  const { challengeId } = await client.startSignIn(token);
  await enroll(second);

  const path = 'user-authenticators/passkey/authentication-options';
  const { options } = await client.post(path, { challengeId }, token);

  expect(options.allowCredentials).toMatchObject([{ id: first.id }]);
  expect(await client.verify(challengeId, first.assert(options), token)).toMatchObject(VERIFIED);
});

test('step 6: where the user is known, the response need not name one', async () => {
  const device = newDevice();
  await enroll(device);
  const { token } = await tenant.server.track({ userId: 'ada', action: 'pay' });
  const answer = async (userHandle: string | null) => {
    const { challengeId, options } = await client.startSignIn(token);
    return client.verify(challengeId, device.assert(options, { userHandle }), token);
  };

  expect(await answer(null)).toMatchObject(VERIFIED);
  expect(await answer('Ym9i')).toMatchObject({
    isVerified: false,
    failureReason: 'The response names another user.',
  });
});

test('step 19: a passkey that can be backed up stays one, whether it is backed up or not', async () => {
  const device = newDevice();
  await enroll(device, UP | UV | BE | FLAGS.AT);
  const answer = async (flags: number) => {
    const { challengeId, options } = await client.startSignIn();
    return client.verify(challengeId, device.assert(options, { flags }));
  };

  expect(await answer(UP | UV | BE)).toMatchObject(VERIFIED);
  expect(await answer(UP | UV | BE | BS)).toMatchObject(VERIFIED);
  expect(await answer(UP | UV)).toMatchObject({
    isVerified: false,
    failureReason: 'Whether the passkey can be backed up has changed since it was created.',
  });
});

test('step 22: a counter that does not rise signs in nobody', async () => {
  const device = newDevice();
  await enroll(device);
  const answer = async (counter: number) => {
    const { challengeId, options } = await client.startSignIn();
    return client.verify(challengeId, device.assert(options, { counter }));
  };

  expect(await answer(5)).toMatchObject(VERIFIED);
  for (const counter of [5, 4, 0])
    expect(await answer(counter)).toMatchObject({ isVerified: false });
  expect(await answer(6)).toMatchObject(VERIFIED);
});
