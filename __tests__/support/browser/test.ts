import { expect, test as base } from '@playwright/test';

import '../database/quick-wasm';
import { runApp } from '../processes/running-app';
import { CHROMIUM_FLAGS, findChromium } from './chromium';
import { Device } from './device';
import { watchPolicy } from './policy-violations';

export { expect };

/** What every app under test is, however it was started. */
interface AppUnderTest {
  url: string;
  close(): Promise<void>;
}

interface Fixtures {
  /** The fingerprint reader of the page's browser. */
  device: Device;
  /** What may stand in the browser's console. */
  expectedErrors: RegExp | undefined;
  /** What the Content-Security-Policy has kept the pages of this browser from. */
  violations: string[];
}

const chromium = findChromium();

/** Tests that share an app in each worker, started so. */
export const withApp = <App extends AppUnderTest>(start: () => Promise<App>) =>
  base.extend<Fixtures, { app: App }>({
    launchOptions: [{ executablePath: chromium, args: CHROMIUM_FLAGS }, { scope: 'worker' }],
    app: [
      // Playwright reads what a fixture needs from this pattern.
      async ({}, use) => {
        test.skip(!chromium, 'No Chromium was found.');
        const app = await start();
        await use(app);
        await app.close();
      },
      // Some build one.
      { scope: 'worker', timeout: 180_000 },
    ],
    baseURL: ({ app }, use) => use(app.url),
    device: async ({ page }, use) => use(await Device.attach(page)),
    expectedErrors: [undefined, { option: true }],
    violations: async ({ context }, use) => use(await watchPolicy(context)),
    // Fails the test when anything else stands in the console, and at every violation.
    page: async ({ page, expectedErrors, violations }, use) => {
      const errors: string[] = [];
      page.on('pageerror', ({ message }) => errors.push(message));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await use(page);
      expect(errors.filter((error) => !expectedErrors?.test(error))).toEqual([]);
      expect(violations).toEqual([]);
    },
  });

export const test = withApp(() => runApp());
