import { defineConfig } from '@playwright/test';

/** What takes longest begins first: at the end, the other workers would wait for it. */
const longest = ['**/dev.spec.ts', '**/stop.spec.ts'];

export default defineConfig({
  testDir: '__tests__/browser',
  outputDir: 'test-results',
  globalSetup: './__tests__/browser/support/build.ts',
  // Each worker runs an app of its own; a test leaves nothing behind that another one sees.
  workers: 3,
  projects: [
    { name: 'longest', testMatch: longest },
    { name: 'shorter', testIgnore: longest },
  ],
  fullyParallel: true,
  forbidOnly: true,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./__tests__/browser/support/closing-line.ts']],
});
