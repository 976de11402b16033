import { readFileSync } from 'node:fs';

import { version } from '@authsignal/browser/package.json';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';

import { patchedSdk } from '@/utils/passkeys/patched-sdk.browser';

import { createTenant } from '../support/authsignal/tenant';
import { createAuthenticator } from '../support/user/software-authenticator';

const tenant = createTenant();
const network = setupServer(...tenant.handlers);

beforeAll(() => {
  Object.defineProperty(globalThis, 'window', { value: new EventTarget() });
  network.listen({ onUnhandledRequest: 'error' });
});
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

/** A browser whose owner, Ada, has a synced passkey; `sdk` is what the pages call. */
async function browserOfAda() {
  const authenticator = createAuthenticator({ signCounterIncrement: 0 });
  const browser = await tenant.browserOf(`ada-${crypto.randomUUID()}`, { authenticator });
  return { ...browser, sdk: patchedSdk(browser.authsignal, browser.webAuthn.credentials) };
}

test.each(['challenge', 'user-authenticators/passkey/authentication-options'])(
  'a network that fails at %s is named, and autofill works when it is back',
  async (path) => {
    const { sdk } = await browserOfAda();
    network.use(http.post(`${tenant.baseUrl}/client/${path}`, () => HttpResponse.error()));
    const request = { action: 'sign-in', autofill: true };
    expect(await sdk.signIn(request)).toMatchObject({ errorCode: 'network_error' });

    network.resetHandlers();
    expect(await sdk.signIn(request)).toMatchObject({ data: { isVerified: true } });
  },
);

test('the installed SDK is the one for which the patches were checked', () => {
  const text = readFileSync('utils/passkeys/patched-sdk.browser.ts', 'utf8');
  const [, checked] = /Checked with version (\d+\.\d+\.\d+)\./.exec(text) ?? [];
  const todo =
    'Check each of the five faults, and write the new version there and into the README.';
  expect(`patched-sdk.browser.ts: ${checked}. ${todo}`).toBe(
    `patched-sdk.browser.ts: ${version}. ${todo}`,
  );
});

test('a fetch that hangs is given up, and holds nobody up', async () => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
  const { sdk } = await browserOfAda();
  network.use(http.post(`${tenant.baseUrl}/client/challenge`, () => new Promise(() => {})));
  const hung = sdk.signIn({ action: 'sign-in', autofill: true });
  const next = sdk.signIn({ action: 'sign-in' });
  await jest.advanceTimersByTimeAsync(8_000);
  expect(await hung).toMatchObject({ errorCode: 'network_error' });

  await jest.advanceTimersByTimeAsync(8_000);
  expect(await next).toMatchObject({ errorCode: 'network_error' });
  jest.useRealTimers();
});

test.each(['verify/passkey', 'user-authenticators/passkey'])(
  'an answer of %s that never comes is given up',
  async (path) => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
    const { sdk } = await browserOfAda();
    const asked = new Promise<void>((resolve) => {
      network.use(
        http.post(`${tenant.baseUrl}/client/${path}`, () => {
          resolve();
          return new Promise(() => {});
        }),
      );
    });
    const token = await tenant.enrollmentToken(`bob-${crypto.randomUUID()}`);
    const hung = path.startsWith('verify')
      ? sdk.signIn({ action: 'sign-in' })
      : sdk.signUp({ token });
    await asked;
    await jest.advanceTimersByTimeAsync(8_000);
    expect(await hung).toMatchObject({ errorCode: 'network_error' });
    jest.useRealTimers();
  },
);

test('where storage is off a passkey is created, and signs in, all the same', async () => {
  const { authsignal, webAuthn } = tenant.browser({ hasStorage: false });
  const sdk = patchedSdk(authsignal, webAuthn.credentials);
  const token = await tenant.enrollmentToken(`cyd-${crypto.randomUUID()}`);
  expect(await sdk.signUp({ token })).toMatchObject({ data: { token: expect.any(String) } });
  expect(await sdk.signIn({ action: 'sign-in' })).toMatchObject({ data: { isVerified: true } });
});

test('of two sign-ins started in a row, the second starts when the first has asked the browser', async () => {
  const { authsignal, webAuthn } = await browserOfAda();
  const order: string[] = [];
  network.use(
    http.post(`${tenant.baseUrl}/client/challenge`, async ({ request }) => {
      const { action }: { action: string } = (await request.clone().json()) as never;
      order.push(`${action} starts`);
    }),
  );
  const { credentials, PublicKeyCredential } = webAuthn;
  const { get } = credentials;
  credentials.get = (options) => {
    order.push(options?.mediation === 'conditional' ? 'field asks' : 'button asks');
    return get(options);
  };
  const sdk = patchedSdk(authsignal, credentials);
  // While the browser thinks about its abilities, there is time for a whole sign-in elsewhere.
  const elsewhere = await browserOfAda();
  PublicKeyCredential.isConditionalMediationAvailable = async () =>
    Boolean(await elsewhere.signIn({ action: 'elsewhere' }));

  const first = sdk.signIn({ action: 'field', autofill: true });
  const second = sdk.signIn({ action: 'button' });
  expect(await first).toMatchObject({ data: { isVerified: true } });
  expect(await second).toMatchObject({ data: { isVerified: true } });
  expect(order).toEqual([
    'field starts',
    'elsewhere starts',
    'field asks',
    'button starts',
    'button asks',
  ]);
});

describe('a newer SDK', () => {
  afterEach(() => jest.restoreAllMocks());

  test.each(['challenge', 'verify', 'storeCredentialAgainstDevice'])(
    'that has no %s any more keeps the other patches, and the console says so once',
    async (name) => {
      const warn = jest.spyOn(console, 'warn').mockReturnValue(undefined);
      const { authsignal, webAuthn } = await tenant.browserOf(`eve-${crypto.randomUUID()}`);
      const { passkey } = authsignal;
      const owner = name in passkey ? passkey : passkey.api;
      // A newer class has no such method on its prototype either.
      const newer = new Proxy(owner, {
        has: (target, key) => key !== name && key in target,
        get: (target, key) => (key === name ? undefined : Reflect.get(target, key, target)),
      });
      const client = owner === passkey ? newer : Object.assign(passkey, { api: newer });
      patchedSdk(Object.assign(authsignal, { passkey: client }), webAuthn.credentials);
      expect(warn.mock.calls).toEqual([[expect.stringContaining(name)]]);

      const own = [passkey.api, passkey].flatMap(Object.keys);
      expect(own.includes('authenticationOptions')).toBe(true);
      expect(own.includes(name)).toBe(false);
    },
  );

  test('that keeps its calls somewhere else signs in without the patches', async () => {
    const warn = jest.spyOn(console, 'warn').mockReturnValue(undefined);
    const { authsignal, webAuthn } = await tenant.browserOf(`eve-${crypto.randomUUID()}`);
    const { signIn } = authsignal.passkey;
    const elsewhere = { api: authsignal.passkey.api };
    Object.assign(authsignal.passkey, {
      api: undefined,
      signIn: (params: never) =>
        signIn.call(Object.assign(Object.create(authsignal.passkey), elsewhere), params),
    });
    const sdk = patchedSdk(authsignal, webAuthn.credentials);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(await sdk.signIn({ action: 'sign-in' })).toMatchObject({ data: { isVerified: true } });
  });

  test('that tells the browser itself of an unknown passkey does not tell it a second time', async () => {
    const { authsignal, webAuthn } = await tenant.browserOf(`eve-${crypto.randomUUID()}`);
    const signalUnknownCredential = jest.fn(async () => undefined);
    Object.assign(window, {
      PublicKeyCredential: { signalUnknownCredential },
      location: { hostname: 'localhost' },
    });
    const { signIn } = authsignal.passkey;
    // As version 1.17 does unless it is told not to.
    const signInAndSignal: typeof signIn = async (params) => {
      const answer = await signIn.call(authsignal.passkey, params);
      const { syncCredentials = true }: { syncCredentials?: boolean } = Object(params);
      if (syncCredentials && String(answer.errorCode) === 'unknown_credential') {
        await signalUnknownCredential();
      }
      return answer;
    };
    Object.assign(authsignal.passkey, { signIn: signInAndSignal });
    const unknown = { error: 'unknown', errorCode: 'unknown_credential' };
    network.use(
      http.post(`${tenant.baseUrl}/client/verify/passkey`, () =>
        HttpResponse.json(unknown, { status: 400 }),
      ),
    );
    await authsignal.passkey.signIn({ action: 'sign-in' });
    expect(signalUnknownCredential).toHaveBeenCalledTimes(1);

    const sdk = patchedSdk(authsignal, webAuthn.credentials);
    expect(await sdk.signIn({ action: 'sign-in' })).toMatchObject({
      errorCode: 'unknown_credential',
    });
    expect(signalUnknownCredential).toHaveBeenCalledTimes(2);
  });
});
