import next from 'eslint-config-next/core-web-vitals';
import typescript from 'eslint-config-next/typescript';

/** Packages that one module alone may import, so that each vendor has one door. */
const doors = {
  '@prisma/client': 'utils/db.server.ts',
  '@prisma/adapter-pg': 'utils/db.server.ts',
  '@authsignal/node': 'utils/authsignal.server.ts',
  '@authsignal/browser': 'utils/authsignal.tsx',
};

const standIns = {
  group: ['**/mocks/**', '@/mocks/**', '**/__tests__/**', '@/__tests__/**', '**/bench/**', 'msw'],
  message: 'The app never knows its stand-ins or its tests.',
};

/** The vendor rule, with the modules that a given file may import left out. */
const restricted = (patterns, open = []) => [
  'error',
  {
    paths: Object.entries(doors)
      .filter(([name]) => !open.includes(name))
      .map(([name, door]) => ({
        name,
        message: `Only ${door} imports it.`,
        allowTypeImports: true,
      })),
    patterns,
  },
];

const upwards = { group: ['@/pages/**', '**/pages/**'], message: 'utils know no page.' };

const config = [
  { ignores: ['.next/', '.local/', 'next-env.d.ts'] },
  ...next,
  ...typescript,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['pages/**', 'utils/**', 'proxy.ts'],
    rules: {
      'no-alert': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Only utils/env.server.ts reads the environment.',
        },
      ],
      '@typescript-eslint/no-restricted-imports': restricted([standIns]),
    },
  },
  {
    files: ['utils/**'],
    rules: { '@typescript-eslint/no-restricted-imports': restricted([standIns, upwards]) },
  },
  ...Object.values(doors).map((file) => ({
    files: [file],
    rules: {
      '@typescript-eslint/no-restricted-imports': restricted(
        [standIns, upwards],
        Object.keys(doors).filter((name) => doors[name] === file),
      ),
    },
  })),
  { files: ['utils/env.server.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['mocks/**'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@/**', '**/pages/**', '**/utils/**', '**/__tests__/**'],
              message: 'The stand-ins know nothing of the app.',
            },
            {
              group: ['@authsignal/*'],
              allowTypeImports: true,
              message: 'The SDKs lend their types only: a bug must not be shared.',
            },
          ],
        },
      ],
    },
  },
  { files: ['bench/**', 'prisma/**', '__tests__/**'], rules: { 'no-console': 'off' } },
  // Playwright's fixtures take a function named `use`, which is no hook.
  { files: ['__tests__/browser/**'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
  { files: ['*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
];

export default config;
