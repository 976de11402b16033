import { setupServer } from 'msw/node';

import { createClientApi } from '../support/authsignal/client-api';
import { createTenant } from '../support/authsignal/tenant';
import { createSigningAuthenticator } from '../support/user/signing-authenticator';

const ORIGIN = 'http://localhost:3000';
const APP = 'android:apk-key-hash:w5Uu0WWJXuBW2KbBhHJ4LmQRXWXcqp2DLxeGyEYbJOc';
const VERIFIED = { status: 200, isVerified: true };
const NAMES_ANOTHER = { isVerified: false, failureReason: 'The response names another user.' };

const tenant = createTenant({
  relyingParty: { id: 'localhost', name: 'Example', origins: [ORIGIN, APP] },
});
const client = createClientApi(tenant);
const network = setupServer(...tenant.handlers);

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => tenant.emulator.reset());
afterAll(() => network.close());

const base64 = (base64url: string) => Buffer.from(base64url, 'base64url').toString('base64');
const text = (base64url: string) => Buffer.from(base64url, 'base64url').toString();
const base64url = (data: string) => Buffer.from(data).toString('base64url');

type Options = Awaited<ReturnType<typeof client.startRegistration>>['options'];
type RequestOptions = Awaited<ReturnType<typeof client.startSignIn>>['options'];

/** A passkey on an iPhone. What the passkey stores as user handle is named in base64url. */
function iPhone() {
  const device = createSigningAuthenticator({ origin: ORIGIN });
  const credential = {
    id: device.id,
    rawId: device.id,
    type: 'public-key',
    authenticatorAttachment: 'cross-platform',
  };

  return {
    device,
    /** The SDK's bodies: without transports and extensions, and the client data in standard base64. */
    create(options: Options) {
      const { response } = device.attest(options);
      const { clientDataJSON, attestationObject } = response;
      return {
        ...credential,
        response: { attestationObject, clientDataJSON: base64(clientDataJSON) },
      };
    },
    /** The SDK reads the stored handle as text. */
    use(options: RequestOptions, storedHandle: string) {
      const { response } = device.assert(options);
      const clientDataJSON = base64(response.clientDataJSON);
      const userHandle = text(storedHandle);
      return { ...credential, response: { ...response, clientDataJSON, userHandle } };
    },
  };
}

/** The SDK stores the text of the handle in the options, not the bytes that it stands for. */
const storedByTheIosSdk = (options: Options) => base64url(options.user.id);
const storedByABrowser = (options: Options) => options.user.id;

async function createPasskey(credentialOf: (options: Options) => object) {
  const token = await tenant.enrollmentToken('ada');
  const { challengeId, options } = await client.startRegistration(token);
  const body = { challengeId, registrationCredential: credentialOf(options) };
  expect(await client.post('user-authenticators/passkey', body, token)).toMatchObject(VERIFIED);
  return options;
}

async function signIn(credentialOf: (options: RequestOptions) => object) {
  const { challengeId, options } = await client.startSignIn();
  const body = { challengeId, authenticationCredential: credentialOf(options), deviceId: 'any' };
  return client.post('verify/passkey', body);
}

test('the iOS SDK creates a passkey and signs in with it', async () => {
  const phone = iPhone();
  const stored = storedByTheIosSdk(await createPasskey(phone.create));

  const answer = await signIn((options) => phone.use(options, stored));

  expect(answer).toMatchObject({ ...VERIFIED, userId: 'ada' });
  expect(await signIn((options) => phone.use(options, base64url('YW5vdGhlcg')))).toMatchObject(
    NAMES_ANOTHER,
  );
});

test('a passkey that the iOS SDK created signs in at a Mac’s browser', async () => {
  const phone = iPhone();
  const userHandle = storedByTheIosSdk(await createPasskey(phone.create));

  const answer = await signIn((options) => phone.device.assert(options, { userHandle }));

  expect(answer).toMatchObject({ ...VERIFIED, userId: 'ada' });
});

test('a passkey that a browser created signs in with the iOS SDK', async () => {
  const phone = iPhone();
  const stored = storedByABrowser(await createPasskey((options) => phone.device.attest(options)));

  const answer = await signIn((options) => phone.use(options, stored));

  expect(answer).toMatchObject({ ...VERIFIED, userId: 'ada' });
});

test('the Android SDK creates a passkey and signs in with it', async () => {
  const device = createSigningAuthenticator({ origin: APP });
  const credential = { id: device.id, rawId: device.id, type: 'public-key' };
  const clientData = { androidPackageName: 'com.example.app', crossOrigin: undefined };
  await createPasskey((options) => ({
    ...credential,
    authenticatorAttachment: 'platform',
    response: device.attest(options, { clientData }).response,
  }));

  const answer = await signIn((options) => ({
    ...credential,
    response: device.assert(options, { clientData }).response,
  }));

  expect(answer).toMatchObject({ ...VERIFIED, userId: 'ada' });
});

test('a mobile SDK asks whether its one passkey still exists', async () => {
  const { device, create } = iPhone();
  await createPasskey(create);
  const ask = async (credentialId: string) => {
    const url = `${tenant.baseUrl}/client/user-authenticators/passkey?credentialId=${credentialId}`;
    const headers = { Authorization: `Basic ${btoa(`${tenant.tenantId}:`)}` };
    const response = await fetch(url, { headers });
    return { status: response.status, ...(await response.json()) };
  };

  expect(await ask(device.id)).toEqual({
    status: 200,
    credentialId: device.id,
    verifiedAt: expect.any(String),
  });
  expect(await ask('AAAA')).toMatchObject({ status: 400, errorCode: 'invalid_credential' });
});
