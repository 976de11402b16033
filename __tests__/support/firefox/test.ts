import { test as base } from '../browser/test';
import { type Firefox, openFirefox } from './firefox';
import { isFirefoxInstalled } from './start-firefox';

/** Tests that have a Firefox of their own, which has never been used. */
export const test = base.extend<{ firefox: Firefox }>({
  firefox: [
    async ({ app }, use) => {
      test.skip(!isFirefoxInstalled(), 'No Firefox was found.');
      const firefox = await openFirefox(app.url);
      await use(firefox);
      await firefox.close();
    },
    // It takes long to start beside others.
    { timeout: 60_000 },
  ],
});
