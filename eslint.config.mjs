import next from 'eslint-config-next/core-web-vitals';
import typescript from 'eslint-config-next/typescript';

/** Packages with one door: the modules that may import them, so that each vendor has one place. */
const doors = {
  '@prisma/client': ['utils/db.server.ts'],
  '@prisma/adapter-pg': ['utils/db.server.ts'],
  '@authsignal/node': ['utils/authsignal.server.ts'],
  '@authsignal/browser': ['utils/authsignal.tsx'],
  axios: ['utils/authsignal.server.ts'],
  nodemailer: ['utils/mail.server.ts'],
  pino: ['utils/log.server.ts'],
  pg: [],
  msw: [],
};

const outside = /(^|\/)(mocks|__tests__|bench)(\/|$)/;
const escape = (name) => name.replaceAll('/', '\\/');

/** The same ban for `import … from`, `export … from` and `import(…)`; types are free for all. */
const ban = (pattern, message) => [
  {
    selector: `:matches(ImportDeclaration, ExportNamedDeclaration)[importKind!='type'][exportKind!='type'][source.value=${pattern}]`,
    message,
  },
  { selector: `ImportExpression[source.value=${pattern}]`, message },
];

const environment = [
  "MemberExpression[object.name='process'][property.name='env']",
  "MemberExpression[object.name='process'][property.value='env']",
  "VariableDeclarator[init.name='process']",
  'ImportDeclaration[source.value=/^(node:)?process$/]',
].map((selector) => ({ selector, message: 'Only utils/env.server.ts reads the environment.' }));

/** What a file of the app may not do, less the packages whose door it is. */
const rulesFor = (file, ...more) => ({
  'no-restricted-syntax': [
    'error',
    ...(file === 'utils/env.server.ts' ? [] : environment),
    ...ban(outside, 'The app never knows its stand-ins or its tests.'),
    ...ban(
      '/^next\\/link$/',
      'A link loads a whole page: its head and its first scripts are its own.',
    ),
    ...Object.entries(doors)
      .filter(([, files]) => !files.includes(file))
      .flatMap(([name, [door = 'No module of the app']]) =>
        ban(`/^${escape(name)}(\\/|$)/`, `${door} alone imports it.`),
      ),
    ...more,
  ],
});

const upwards = ban('/(^|\\/)pages(\\/|$)/', 'utils know no page.');
const server = ban('/\\.server$/', 'This may run in a browser.');
const doorFiles = [...new Set(['utils/env.server.ts', ...Object.values(doors).flat()])];

const config = [
  { ignores: ['.next/', '.local/', 'next-env.d.ts'] },
  ...next,
  ...typescript,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-console': 'error',
      'no-alert': 'error',
      // See the ban of next/link above.
      '@next/next/no-html-link-for-pages': 'off',
    },
  },
  { files: ['pages/**'], rules: rulesFor('') },
  { files: ['utils/**'], rules: rulesFor('', ...upwards) },
  {
    files: ['utils/**/*.tsx', 'utils/**/*.ts'],
    ignores: ['utils/**/*.server.ts'],
    rules: rulesFor('', ...upwards, ...server),
  },
  ...doorFiles.map((file) => ({
    files: [file],
    rules: rulesFor(file, ...upwards, ...(file.endsWith('.server.ts') ? [] : server)),
  })),
  {
    files: ['mocks/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...ban(
          '/^@\\/|(^|\\/)(pages|utils|__tests__)(\\/|$)/',
          'The stand-ins know nothing of the app.',
        ),
        ...ban('/^@authsignal\\//', 'The SDKs lend their types only: a bug must not be shared.'),
      ],
    },
  },
  { files: ['mocks/**', 'bench/**', 'prisma/**', '__tests__/**'], rules: { 'no-console': 'off' } },
  // Playwright's fixtures take a function named `use`, which is no hook.
  { files: ['__tests__/browser/**'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
  {
    files: ['*.js', '__tests__/**/*.js'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
];

export default config;
