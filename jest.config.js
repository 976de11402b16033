const nextJest = require('next/jest');

// msw and its neighbours are published as ES modules only, which Jest has to translate, as it has to
// the `import()` of OpenTelemetry's exporter.
const translated = [
  'msw',
  '@mswjs',
  '@open-draft',
  'until-async',
  'rettime',
  'get-port',
  'fetch-cookie',
  '@opentelemetry/otlp-exporter-base',
];

/** @returns {Promise<import('jest').Config>} */
module.exports = async () => {
  const base = await nextJest({ dir: __dirname })({
    globalSetup: '<rootDir>/__tests__/support/jest/global-setup.ts',
    globalTeardown: '<rootDir>/__tests__/support/jest/global-teardown.ts',
    testEnvironment: 'node',
    testTimeout: 30_000,
    // Half of a test is waiting, for mail servers and deadlines; with more of them at once on two
    // processors, what is told in time comes late.
    maxWorkers: 4,
    maxConcurrency: 3,
    // A build leaves a second package.json there.
    modulePathIgnorePatterns: ['<rootDir>/.next/'],
    testMatch: ['<rootDir>/__tests__/**/*.test.{ts,tsx}'],
    moduleNameMapper: {
      '^@/(.*)$': '<rootDir>/$1',
      // What the app logs is caught, so that tests can read it.
      '^pino$': '<rootDir>/__tests__/support/app/captured-pino.ts',
    },
    reporters: ['default', '<rootDir>/__tests__/support/jest/closing-line.js'],
  })();

  return {
    ...base,
    transformIgnorePatterns: [`/node_modules/(?!(${translated.join('|')})/)`],
  };
};
