import { defineConfig } from '@playwright/test';

/** A folder for each. The development server takes longest, in one worker: begun last, the others would wait for it. */
const projects = ['development', 'journey', 'pages', 'build', 'faults', 'pictures'];

export default defineConfig({
  testDir: '__tests__/browser',
  outputDir: 'test-results',
  globalSetup: './__tests__/browser/support/build.ts',
  // Each worker runs an app of its own; a test leaves nothing behind that another one sees.
  workers: 2,
  projects: projects.map((name) => ({ name, testMatch: `${name}/*.spec.ts` })),
  fullyParallel: true,
  forbidOnly: true,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./__tests__/browser/support/closing-line.ts']],
});
