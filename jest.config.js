const nextJest = require('next/jest');

// msw and its neighbours are published as ES modules only, which Jest has to translate.
const translated = ['msw', '@mswjs', 'until-async', 'rettime', 'get-port', 'fetch-cookie'];

/** @returns {Promise<import('jest').Config>} */
module.exports = async () => {
  const base = await nextJest({ dir: __dirname })({
    testEnvironment: 'node',
    testMatch: ['<rootDir>/__tests__/*.test.{ts,tsx}'],
    moduleNameMapper: { '^@/(.*)$': '<rootDir>/$1' },
  })();

  return {
    ...base,
    transformIgnorePatterns: [`/node_modules/(?!(${translated.join('|')})/)`],
  };
};
