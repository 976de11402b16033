import { createServer } from 'node:http';
import { createRequire } from 'node:module';

import { Authsignal } from '@authsignal/node';
import { expect, test as base, type Page } from '@playwright/test';

import { createEmulator } from '../../mocks/authsignal/emulator';
import { CHROMIUM_FLAGS, findChromium } from '../support/browser/chromium';
import { Device } from '../support/browser/device';

/*
 * What the app does not use of the SDK's `passkey`, in Chromium: the rest is used by the journeys of its users.
 * `useAutoRegister` is tried with an authenticator in software only, because Chromium never answers it here.
 */

const SDK = createRequire(__filename).resolve('@authsignal/browser').replace('.js', '.min.js');
const KEYS = { tenantId: 'tenant', secretKey: 'secret' };
const chromium = findChromium();

type Tenant = { origin: string; apiUrl: string; server: Authsignal };

const test = base.extend<object, { tenant: Tenant }>({
  launchOptions: [{ executablePath: chromium, args: CHROMIUM_FLAGS }, { scope: 'worker' }],
  tenant: [
    async ({}, use) => {
      test.skip(!chromium, 'No Chromium was found.');
      const app = createServer((_request, response) => response.end('<!doctype html><p>App'));
      await new Promise<void>((resolve) => app.listen(0, 'localhost', resolve));
      const address = app.address();
      const origin = `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
      const relyingParty = { id: 'localhost', name: 'App', origins: [origin] };
      const emulator = createEmulator({ ...KEYS, relyingParty });
      const { apiUrl, close } = await emulator.listen({ port: 0 });

      await use({
        origin,
        apiUrl,
        server: new Authsignal({ apiUrl, apiSecretKey: KEYS.secretKey }),
      });
      await close();
      emulator.close();
      app.close();
    },
    { scope: 'worker' },
  ],
});

/** An empty page with the SDK. */
async function open(page: Page, { origin }: Tenant) {
  await page.goto(origin);
  await page.addScriptTag({ path: SDK });
}

type Call = 'signUp' | 'signIn' | 'isAvailableOnDevice';

/** Calls a method of the SDK's `passkey` in the page. */
const call = (page: Page, { apiUrl }: Tenant, method: Call, params: object) =>
  page.evaluate(
    ([baseUrl, tenantId, name, given]) => {
      const { Authsignal: Sdk } = Reflect.get(window, 'authsignal');
      return new Sdk({ baseUrl, tenantId }).passkey[name](given);
    },
    [apiUrl, KEYS.tenantId, method, params] as const,
  );

const token = async ({ server }: Tenant, userId: string) =>
  (await server.track({ userId, action: 'enroll', attributes: { scope: 'add:authenticators' } }))
    .token;

test('a browser knows whether a passkey of this user was made in it, and still counts', async ({
  page,
  tenant,
}) => {
  await open(page, tenant);
  await Device.attach(page);
  const user = { userId: 'ada' };
  expect(await call(page, tenant, 'isAvailableOnDevice', user)).toBe(false);

  await call(page, tenant, 'signUp', { token: await token(tenant, 'ada'), username: 'ada' });
  expect(await call(page, tenant, 'isAvailableOnDevice', user)).toBe(true);
  expect(await call(page, tenant, 'isAvailableOnDevice', { userId: 'bob' })).toBe(false);

  const [passkey] = await tenant.server.getAuthenticators(user);
  const { userAuthenticatorId = '' } = passkey ?? {};
  await tenant.server.deleteAuthenticator({ ...user, userAuthenticatorId });
  expect(await call(page, tenant, 'isAvailableOnDevice', user)).toBe(false);
});

test('a page may let the API set cookies, and a user choose any authenticator', async ({
  page,
  tenant,
}) => {
  await open(page, tenant);
  await Device.attach(page, 'usb');
  const action = 'sign-in';
  const web = { useCookies: true };
  const request = { ...web, token: await token(tenant, 'cleo'), authenticatorAttachment: null };
  await call(page, tenant, 'signUp', { ...request, username: 'cleo' });
  const named = await call(page, tenant, 'signIn', { ...web, action });
  const nameless = await call(page, tenant, 'signIn', web);
  for (const { data } of [named, nameless]) expect(data).toMatchObject({ userId: 'cleo' });

  const validate = { token: named.data.token, action };
  expect(await tenant.server.validateChallenge(validate)).toMatchObject({ isValid: true });
});
