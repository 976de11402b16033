import { setupServer } from 'msw/node';

import { registrationFacts } from '@/mocks/authsignal/webauthn/facts';
import { REGISTRATION_CHECKS } from '@/mocks/authsignal/webauthn/registration';
import { registrationResponseSchema } from '@/mocks/authsignal/webauthn/schemas';

import { createClientApi } from '../support/authsignal/client-api';
import { failedChecks } from '../support/authsignal/failed-checks';
import { createTenant } from '../support/authsignal/tenant';
import type { Cbor } from '../support/user/cbor';
import { createKey } from '../support/user/passkey-keys';
import {
  createSigningAuthenticator,
  FLAGS,
  type Changes,
} from '../support/user/signing-authenticator';

const ORIGIN = 'http://localhost:3000';
const { UP, UV, BS, AT } = FLAGS;
const ES256 = createKey('ES256');
const LONG_ID = Buffer.alloc(1024, 7);
const VERIFIED = { status: 200, isVerified: true };

const tenant = createTenant();
const client = createClientApi(tenant);
const network = setupServer(...tenant.handlers);

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => tenant.emulator.reset());
afterAll(() => network.close());

const selfAttestation = (signature: Buffer, alg = -7) =>
  new Map<string, Cbor>([
    ['alg', alg],
    ['sig', signature],
  ]);

const compressed = new Map([...ES256.cose, [-3, true]]);
const otherCurve = new Map([...ES256.cose, [-1, 2]]);
const keyForEncryption = new Map([...createKey('Ed25519').cose, [-1, 4]]);

/** For each check: responses that are as they should be, except for what this check is about. */
const MUTATIONS: Record<string, Changes[]> = {
  'credential type': [{ type: 'password' }],
  'credential id': [{ id: 'AAAA' }],
  'client data': [{ clientDataJSON: 'no JSON' }, { clientDataJSON: 'null' }],
  type: [{ clientData: { type: 'webauthn.get' } }],
  challenge: [{ clientData: { challenge: 'AAAA' } }],
  origin: [{ clientData: { origin: 'http://localhost:3001' } }],
  'cross origin': [{ clientData: { crossOrigin: true } }],
  'top origin': [{ clientData: { topOrigin: ORIGIN } }],
  'attestation object': [{ attestationObject: Buffer.from('no CBOR') }],
  'end of the attestation object': [{ afterAttestationObject: Buffer.of(0) }],
  'authenticator data': [
    { afterAuthenticatorData: Buffer.of(0) },
    { attestedData: Buffer.alloc(17) },
  ],
  'attested credential': [{ attestedData: Buffer.of(), flags: UP | UV }],
  'attested credential id': [{ attestedId: Buffer.alloc(16) }],
  'relying party id': [{ rpId: 'other.test' }],
  'user presence': [{ flags: UV | AT }],
  'user verification': [{ flags: UP | AT }],
  'backup state': [{ flags: UP | UV | BS | AT }],
  algorithm: [
    { cose: createKey('RS512').cose },
    { cose: compressed },
    { cose: otherCurve },
    { cose: keyForEncryption },
  ],
  'attestation format': [{ fmt: 'android-key', attStmt: selfAttestation }],
  'attestation trust': [
    {
      fmt: 'packed',
      attStmt: (signature) => selfAttestation(signature).set('x5c', [Buffer.from('certificate')]),
    },
  ],
  'attestation statement': [
    { attStmt: selfAttestation },
    { fmt: 'packed', attStmt: () => selfAttestation(Buffer.from('no signature')) },
    { fmt: 'packed', attStmt: (signature) => selfAttestation(signature, -257) },
  ],
  'length of the credential id': [{ attestedId: LONG_ID }],
};

/** What these read is looked at by the checks after them, which then fail as well. */
const READERS = ['client data', 'attestation object', 'authenticator data', 'attested credential'];

async function register(changes: Changes = {}) {
  const token = await tenant.enrollmentToken('ada');
  const { challengeId, options } = await client.startRegistration(token);
  const credentialId = changes.attestedId === LONG_ID ? LONG_ID : undefined;
  const device = createSigningAuthenticator({ origin: ORIGIN, key: ES256, credentialId });
  const credential = device.attest(options, changes);

  const asked = { kind: 'registration', challenge: options.challenge } as const;
  const parsed = registrationResponseSchema.parse(credential);
  const facts = registrationFacts(tenant.relyingParty, asked, parsed, false);
  const failed = await failedChecks(REGISTRATION_CHECKS, facts);
  return { failed, answer: await client.addPasskey(token, challengeId, credential) };
}

test('a response that is changed nowhere creates a passkey', async () => {
  const { failed, answer } = await register();

  expect(failed).toEqual([]);
  expect(answer).toMatchObject(VERIFIED);
});

test('for every check there is a response that it refuses', () => {
  expect(Object.keys(MUTATIONS)).toEqual(REGISTRATION_CHECKS.map(({ name }) => name));
});

test('each check has a name and a sentence of its own', () => {
  const reasons = REGISTRATION_CHECKS.map(({ failureReason }) => failureReason);

  expect(new Set(Object.keys(MUTATIONS)).size).toBe(REGISTRATION_CHECKS.length);
  expect(new Set(reasons).size).toBe(REGISTRATION_CHECKS.length);
});

test.each(REGISTRATION_CHECKS)('§7.1, step $step: $name', async ({ name, failureReason }) => {
  for (const changes of MUTATIONS[name] ?? []) {
    const { failed, answer } = await register(changes);

    expect(answer).toMatchObject({ status: 200, isVerified: false, failureReason });
    expect(READERS.includes(name) ? failed.slice(0, 1) : failed).toEqual([name]);
  }
  expect(await tenant.server.getAuthenticators({ userId: 'ada' })).toEqual([]);
});
