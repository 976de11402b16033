import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

import { Authsignal } from '@authsignal/node';
import { test as base, expect } from '@playwright/test';
import { createEmulator, type Emulator } from 'authsignal-emulator';

const SDK = createRequire(__filename).resolve('@authsignal/browser').replace('.js', '.min.js');

/** Once a worker: the emulator, and an app that it knows. */
const test = base.extend<object, { site: { emulator: Emulator; apiUrl: string; appUrl: string } }>({
  site: [
    async ({}, use) => {
      // In place of your app, whose environment gets the address and the keys.
      const app = createServer((_request, response) => response.end('An empty page'));
      await new Promise<void>((resolve) => app.listen(0, resolve));
      const appUrl = `http://localhost:${(app.address() as AddressInfo).port}`;

      const relyingParty = { id: 'localhost', name: 'Example', origins: [appUrl] };
      const emulator = createEmulator({ relyingParty });
      const { apiUrl, close } = await emulator.listen({ port: 0 });
      await use({ emulator, apiUrl, appUrl });
      await close();
      emulator.close();
      app.close();
    },
    { scope: 'worker' },
  ],
});

test('a user creates a passkey, and signs in with it', async ({ page, site }) => {
  const { emulator, apiUrl, appUrl } = site;
  const { tenantId, secretKey } = emulator;
  emulator.reset();
  const server = new Authsignal({ apiUrl, apiSecretKey: secretKey });
  await page.goto(appUrl);
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
      const sdk = new Sdk(tenant);
      await sdk.passkey.signUp({ token, username: 'ada@example.com' });
      return sdk.passkey.signIn({ action: 'sign-in' });
    },
    { baseUrl: apiUrl, tenantId, token: enrolment.token },
  );

  const { token } = signedIn.data;
  expect(await server.validateChallenge({ token, action: 'sign-in' })).toMatchObject({
    isValid: true,
    userId: 'ada',
  });
});
