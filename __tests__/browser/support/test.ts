import { type CDPSession, expect, type Page, test as base } from '@playwright/test';

import { type RunningApp, runApp } from '../../support/running-app';
import { CHROMIUM_FLAGS, findChromium } from './chromium';

export { expect };

interface WorkerFixtures {
  app: RunningApp;
}

interface Fixtures {
  /** A fingerprint reader that says yes at once, and keeps what is enrolled with it. */
  device: Device;
}

export class Device {
  private constructor(
    private readonly cdp: CDPSession,
    readonly id: string,
  ) {}

  static async attach(page: Page): Promise<Device> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new Device(cdp, authenticatorId);
  }

  /** Whether the person touches the reader when asked. */
  async setTouching(enabled: boolean) {
    await this.cdp.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId: this.id,
      enabled,
    });
  }

  async credentials() {
    const { credentials } = await this.cdp.send('WebAuthn.getCredentials', {
      authenticatorId: this.id,
    });
    return credentials;
  }

  async forgetAll() {
    await this.cdp.send('WebAuthn.clearCredentials', { authenticatorId: this.id });
  }
}

const chromium = findChromium();

export const test = base.extend<Fixtures, WorkerFixtures>({
  launchOptions: [{ executablePath: chromium, args: CHROMIUM_FLAGS }, { scope: 'worker' }],
  app: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern.
    async ({}, use) => {
      const app = await runApp();
      await use(app);
      await app.close();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ app }, use) => use(app.url),
  device: async ({ page }, use) => use(await Device.attach(page)),
});

test.skip(!chromium, 'No Chromium was found.');
