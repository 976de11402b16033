import { defineConfig, type Project } from '@playwright/test';

/** The development server takes longest, in one worker: it begins first, or the others would wait for it. */
const projects: Project[] = [
  { name: 'development', testMatch: 'mocks/*.spec.ts' },
  { name: 'journey', testMatch: 'journey/*.spec.ts' },
  {
    name: 'pages',
    testMatch: '**/*.spec.ts',
    testIgnore: ['{mocks,journey,server}/**', '**/*.{fault,pictures}.spec.ts'],
  },
  { name: 'build', testMatch: 'server/*.spec.ts', testIgnore: '**/*.fault.spec.ts' },
  { name: 'faults', testMatch: '**/*.fault.spec.ts' },
  { name: 'pictures', testMatch: '**/*.pictures.spec.ts' },
];

export default defineConfig({
  testDir: '__tests__',
  outputDir: 'test-results',
  globalSetup: './__tests__/support/browser/build.ts',
  // Each worker runs an app of its own; a test leaves nothing behind that another one sees.
  workers: 2,
  projects,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./__tests__/support/browser/closing-line.ts']],
});
