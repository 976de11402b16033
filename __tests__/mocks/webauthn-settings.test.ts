import { setupServer } from 'msw/node';

import { createClientApi } from '../support/authsignal/client-api';
import { createTenant } from '../support/authsignal/tenant';
import { createKey, type Algorithm } from '../support/user/passkey-keys';
import {
  createSigningAuthenticator,
  FLAGS,
  type Changes,
} from '../support/user/signing-authenticator';
import { createAuthenticator } from '../support/user/software-authenticator';

const ORIGIN = 'http://localhost:3000';
const APP = 'android:apk-key-hash:w5Uu0WWJXuBW2KbBhHJ4LmQRXWXcqp2DLxeGyEYbJOc';
const { UP, AT } = FLAGS;
const VERIFIED = { status: 200, isVerified: true };
const NOT_OFFERED = 'The algorithm of the public key was not offered, or the key does not fit it.';

const tenant = createTenant();
const client = createClientApi(tenant);
const network = setupServer(...tenant.handlers);
const { relyingParty } = tenant;

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => tenant.emulator.reset());
afterEach(() => {
  relyingParty.userVerification = undefined;
  relyingParty.origins = [ORIGIN];
});
afterAll(() => network.close());

/** Ada creates a passkey, and signs in with it. */
async function enrollAndSignIn(options: {
  algorithm?: Algorithm;
  origin?: string;
  creation?: Changes;
  use?: Changes;
}) {
  const { algorithm = 'ES256', origin = ORIGIN } = options;
  const device = createSigningAuthenticator({ origin, key: createKey(algorithm) });
  const token = await tenant.enrollmentToken('ada');
  const registration = await client.startRegistration(token);
  const created = await client.addPasskey(
    token,
    registration.challengeId,
    device.attest(registration.options, options.creation),
  );
  if (!created.isVerified) return { created, registration };

  const start = await client.startSignIn();
  const signedIn = await client.verify(
    start.challengeId,
    device.assert(start.options, options.use),
  );
  return { created, signedIn, registration, start };
}

test.each(['ES256', 'Ed25519', 'RS256'] as const)('a passkey of %s signs in', async (algorithm) => {
  const { created, signedIn, registration } = await enrollAndSignIn({ algorithm });

  expect([created, signedIn]).toMatchObject([VERIFIED, VERIFIED]);
  const offered = registration.options.pubKeyCredParams.map(({ alg }) => alg);
  expect(offered).toEqual([-8, -7, -257]);
});

test.each(['ES512', 'Ed448', 'RS1', 'RS384', 'RS512', 'PS256'] as const)(
  'a passkey of %s, which was not offered, is not created',
  async (algorithm) => {
    const { created } = await enrollAndSignIn({ algorithm });

    expect(created).toMatchObject({ isVerified: false, failureReason: NOT_OFFERED });
  },
);

test.each(['ES256', 'Ed25519', 'RS256'] as const)(
  'self attestation with %s, which a browser may let through, creates a passkey',
  async (algorithm) => {
    const alg = createKey(algorithm).algorithm;
    const attStmt = (sig: Buffer) =>
      new Map<string, number | Buffer>([
        ['alg', alg],
        ['sig', sig],
      ]);

    const { created } = await enrollAndSignIn({ algorithm, creation: { fmt: 'packed', attStmt } });

    expect(created).toMatchObject(VERIFIED);
  },
);

test.each([undefined, 'required', 'preferred', 'discouraged'] as const)(
  'with user verification %s, both options say so',
  async (userVerification) => {
    relyingParty.userVerification = userVerification;
    const { registration, start } = await enrollAndSignIn({});

    const expected = userVerification ?? 'required';
    expect(registration.options.authenticatorSelection).toMatchObject({
      userVerification: expected,
    });
    expect(start?.options).toMatchObject({ userVerification: expected });
  },
);

test.each(['preferred', 'discouraged'] as const)(
  'with user verification %s, a device need not verify its user, who still has to be present',
  async (userVerification) => {
    relyingParty.userVerification = userVerification;
    const unverified = { creation: { flags: UP | AT }, use: { flags: UP } };

    const { created, signedIn } = await enrollAndSignIn(unverified);
    expect([created, signedIn]).toMatchObject([VERIFIED, VERIFIED]);

    const absent = await enrollAndSignIn({ ...unverified, use: { flags: 0 } });
    expect(absent.signedIn).toMatchObject({ failureReason: 'The user was not present.' });
  },
);

test('a passkey that the browser creates by itself has neither a present nor a verified user', async () => {
  const authenticator = createAuthenticator({ userPresent: false, userVerified: false });
  const { passkey } = tenant.browser({ authenticator }).authsignal;
  const token = await tenant.enrollmentToken('ada');
  await expect(tenant.browserOf('ada', { authenticator })).rejects.toThrow('not_verified');

  const { data } = await passkey.signUp({ token, useAutoRegister: true });

  expect(await tenant.server.validateChallenge({ token: data?.token ?? '' })).toMatchObject({
    isValid: true,
  });
});

test('who signs in with a passkey that the browser created by itself is present and verified', async () => {
  const device = createSigningAuthenticator({ origin: ORIGIN });
  const token = await tenant.enrollmentToken('ada');
  const { challengeId, options } = await client.startRegistration(token);
  const registrationCredential = device.attest(options, { flags: AT });
  const body = { challengeId, registrationCredential, conditionalCreate: true };
  const created = await client.post('user-authenticators/passkey', body, token);
  expect(created).toMatchObject(VERIFIED);

  const signIn = async (flags?: number) => {
    const start = await client.startSignIn();
    return client.verify(start.challengeId, device.assert(start.options, { flags }));
  };
  expect(await signIn(0)).toMatchObject({ failureReason: 'The user was not present.' });
  expect(await signIn(UP)).toMatchObject({ failureReason: 'The user was not verified.' });
  expect(await signIn()).toMatchObject(VERIFIED);
});

test('each origin of the tenant is expected, those of apps too, and no other', async () => {
  relyingParty.origins = [ORIGIN, 'https://app.example.com', APP];

  for (const origin of relyingParty.origins) {
    const { created, signedIn } = await enrollAndSignIn({ origin });
    expect([created, signedIn]).toMatchObject([VERIFIED, VERIFIED]);
  }
  for (const origin of [
    `${APP}x`,
    'android:apk-key-hash:',
    'https://app.example.com:444',
    'null',
  ]) {
    const { created } = await enrollAndSignIn({ origin });
    expect(created).toMatchObject({
      failureReason: 'The origin is not one of the expected origins.',
    });
  }
});

test('an older browser tells of token binding, and nobody minds', async () => {
  const clientData = { tokenBinding: { status: 'supported' }, other: 'keys can be added here' };

  const { created, signedIn } = await enrollAndSignIn({
    creation: { clientData },
    use: { clientData },
  });

  expect([created, signedIn]).toMatchObject([VERIFIED, VERIFIED]);
});

test('what is no response at all is told from one that does not verify', async () => {
  const token = await tenant.enrollmentToken('ada');
  const { challengeId, options } = await client.startRegistration(token);
  const credential = createSigningAuthenticator({ origin: ORIGIN }).attest(options);
  const strange = { ...credential, id: 'not base64url!' };

  expect(await client.addPasskey(token, challengeId, strange)).toMatchObject({
    status: 400,
    errorCode: 'invalid_request',
  });
  expect(await client.addPasskey(token, challengeId, credential)).toMatchObject(VERIFIED);
});
