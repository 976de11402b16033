import { createRequire } from 'node:module';

import { Authsignal } from '@authsignal/node';
import { test as base, expect } from '@playwright/test';
import { createEmulator, type Emulator } from 'authsignal-emulator';

// In place of your app, whose environment gets the address and the keys: a page with Authsignal's SDK.
const PAGE = 'http://localhost:3000/';
const SDK = createRequire(__filename).resolve('@authsignal/browser').replace('.js', '.min.js');

type Run = { emulator: Emulator; apiUrl: string };

const test = base.extend<object, Run>({
  emulator: [
    async ({}, use) => {
      const emulator = createEmulator();
      await use(emulator);
      emulator.close();
    },
    { scope: 'worker' },
  ],
  apiUrl: [
    async ({ emulator }, use) => {
      const { apiUrl, close } = await emulator.listen({ port: 0 });
      await use(apiUrl);
      await close();
    },
    { scope: 'worker' },
  ],
});

test('a user creates a passkey, and signs in with it', async ({ page, emulator, apiUrl }) => {
  const { tenantId } = emulator;
  const server = new Authsignal({ apiUrl, apiSecretKey: emulator.secretKey });
  await page.route(PAGE, (route) => route.fulfill({ contentType: 'text/html', body: '<p>App' }));
  await page.goto(PAGE);
  await page.addScriptTag({ path: SDK });

  const devtools = await page.context().newCDPSession(page);
  const options = { protocol: 'ctap2', transport: 'internal' } as const;
  const willing = { isUserVerified: true, automaticPresenceSimulation: true };
  const able = { hasResidentKey: true, hasUserVerification: true };
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...options, ...able, ...willing },
  });

  const enrolment = await server.track({ userId: 'ada', action: 'enroll-passkey' });
  const signedIn = await page.evaluate(
    async ({ token, ...tenant }) => {
      // The SDK's script sets this name.
      const { Authsignal: Sdk } = Reflect.get(window, 'authsignal');
      const sdk = new Sdk({ baseUrl: tenant.apiUrl, tenantId: tenant.tenantId });
      await sdk.passkey.signUp({ token, username: 'ada@example.com' });
      return sdk.passkey.signIn({ action: 'sign-in' });
    },
    { apiUrl, tenantId, token: enrolment.token },
  );

  const { token } = signedIn.data;
  expect(await server.validateChallenge({ token, action: 'sign-in' })).toMatchObject({
    isValid: true,
    userId: 'ada',
  });
});
