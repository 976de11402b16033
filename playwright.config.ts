import { defineConfig } from '@playwright/test';

/** Takes longest, in one worker: begun last, the others would wait for it. */
const development = '**/dev.spec.ts';

const faults = '**/faults/*.spec.ts';
const pictures = '**/pictures/*.spec.ts';

export default defineConfig({
  testDir: '__tests__/browser',
  outputDir: 'test-results',
  globalSetup: './__tests__/browser/support/build.ts',
  // Each worker runs an app of its own; a test leaves nothing behind that another one sees.
  workers: 3,
  projects: [
    { name: 'development', testMatch: development },
    { name: 'production', testIgnore: [development, faults, pictures] },
    { name: 'faults', testMatch: faults },
    { name: 'pictures', testMatch: pictures },
  ],
  fullyParallel: true,
  forbidOnly: true,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./__tests__/browser/support/closing-line.ts']],
});
