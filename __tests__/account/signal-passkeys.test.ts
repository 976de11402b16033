import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';

import { patchedSdk } from '@/utils/passkeys/patched-sdk.browser';
import { signalAccount, signalRemoved } from '@/utils/passkey-list/signal-passkeys.browser';

import { createTenant } from '../support/authsignal/tenant';
import { SIGN_IN } from '../support/user/software-authenticator';

const tenant = createTenant();
const network = setupServer(...tenant.handlers);

/** What the browser was told, in order. */
let told: object[];

/** A browser whose list of passkeys can be told of changes, and that keeps what pages store. */
function furnishBrowser(methods = ['Unknown', 'AllAccepted', 'CurrentUser']) {
  const stored = new Map<string, string>();
  const names = [
    'signalUnknownCredential',
    'signalAllAcceptedCredentials',
    'signalCurrentUserDetails',
  ];
  const known = names.filter((name) => methods.some((method) => name.includes(method)));
  const tell = (name: string) => async (signal: object) => void told.push({ [name]: signal });
  const PublicKeyCredential = Object.fromEntries(known.map((name) => [name, tell(name)]));
  const localStorage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  };
  const location = { hostname: 'localhost' };
  const window = Object.assign(new EventTarget(), { PublicKeyCredential, location });
  Object.defineProperty(globalThis, 'window', { value: window, configurable: true });
  Object.defineProperty(globalThis, 'localStorage', { value: localStorage, configurable: true });
}

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  told = [];
  furnishBrowser();
});
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

/** A new person, their passkeys' credential ids, and the SDK as the pages use it. */
async function newPerson() {
  const userId = crypto.randomUUID();
  const { authsignal, authenticator, webAuthn } = tenant.browser();
  const sdk = patchedSdk(authsignal, webAuthn.credentials);
  const signUp = async () => sdk.signUp({ token: await tenant.enrollmentToken(userId) });
  await signUp();
  const list = await tenant.server.getAuthenticators({ userId });
  const ids = list.map(({ webauthnCredential }) => webauthnCredential?.credentialId ?? '');
  const [held] = authenticator.authenticator.params.credentialsRepository?.loadCredentials() ?? [];
  const handle = await new Blob([held?.user.id ?? '']).arrayBuffer();
  return {
    userId,
    sdk,
    ids,
    handle: Buffer.from(handle).toString('base64url'),
    id: list[0]?.userAuthenticatorId ?? '',
  };
}

const account = (handle: string, accepted: string[], name: string) => [
  {
    signalAllAcceptedCredentials: {
      rpId: 'localhost',
      userId: handle,
      allAcceptedCredentialIds: accepted,
    },
  },
  { signalCurrentUserDetails: { rpId: 'localhost', userId: handle, name, displayName: name } },
];

test('after a creation and after a sign-in the browser is told which passkeys work, and their name', async () => {
  const { sdk, ids, handle } = await newPerson();
  await signalAccount({ accepted: ids, own: ids, name: 'ada@example.com' });
  expect(told).toEqual(account(handle, ids, 'ada@example.com'));

  told = [];
  furnishBrowser();
  await sdk.signIn(SIGN_IN);
  await signalAccount({ accepted: [...ids, 'another'], own: ids, name: 'countess@example.com' });
  expect(told).toEqual(account(handle, [...ids, 'another'], 'countess@example.com'));
});

test('after the last one is removed the browser is told that none works', async () => {
  const { ids, handle } = await newPerson();
  await signalRemoved(ids[0] ?? '');
  await signalAccount({ accepted: [], own: ids, name: 'ada@example.com' });
  expect(told).toEqual([
    { signalUnknownCredential: { rpId: 'localhost', credentialId: ids[0] } },
    ...account(handle, [], 'ada@example.com'),
  ]);
});

test('of two people who share a browser, neither speaks for the other', async () => {
  const ada = await newPerson();
  const bob = await newPerson();
  await signalAccount({ accepted: ada.ids, own: ada.ids, name: 'ada@example.com' });
  await signalAccount({ accepted: [], own: [], name: 'ada@example.com' });
  expect(told).toEqual([]);

  await signalAccount({ accepted: bob.ids, own: bob.ids, name: 'bob@example.com' });
  expect(told).toEqual(account(bob.handle, bob.ids, 'bob@example.com'));
});

test('a passkey is forgotten where Authsignal does not know it, and on no weaker word', async () => {
  const { userId, sdk, ids, id } = await newPerson();
  const verify = `${tenant.baseUrl}/client/verify/passkey`;
  const weaker = { error: 'invalid_credential', errorCode: 'invalid_credential' };
  network.use(http.post(verify, () => HttpResponse.json(weaker, { status: 400 })));
  expect(await sdk.signIn(SIGN_IN)).toMatchObject({ errorCode: 'invalid_credential' });
  network.use(http.post(verify, () => HttpResponse.json({ isVerified: false })));
  await sdk.signIn(SIGN_IN);
  expect(told).toEqual([]);

  network.resetHandlers();
  await tenant.server.deleteAuthenticator({ userId, userAuthenticatorId: id });
  expect(await sdk.signIn(SIGN_IN)).toMatchObject({ errorCode: 'unknown_credential' });
  expect(told).toEqual([{ signalUnknownCredential: { rpId: 'localhost', credentialId: ids[0] } }]);
});

test('a browser that cannot be told, or keeps nothing, does as well', async () => {
  furnishBrowser([]);
  const { sdk, ids } = await newPerson();
  await signalAccount({ accepted: ids, own: ids, name: 'ada@example.com' });
  await signalRemoved(ids[0] ?? '');

  furnishBrowser();
  Object.defineProperty(globalThis, 'localStorage', {
    get: () => {
      throw new DOMException('Storage is off.', 'SecurityError');
    },
    configurable: true,
  });
  expect(await sdk.signIn(SIGN_IN)).toMatchObject({ data: { isVerified: true } });
  await signalAccount({ accepted: ids, own: ids, name: 'ada@example.com' });
  expect(told).toEqual([]);
});
