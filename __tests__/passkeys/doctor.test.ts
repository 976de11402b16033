import {
  doctor,
  type Files,
  healthyApp,
  HOST,
  MODEL,
  OPTIONS,
  packages,
  removeHosts,
  route,
  SCHEMA,
  writeHost,
} from '../support/doctor/doctor-host';

afterEach(removeHosts);

const FINE = { code: 0, lines: ['nothing to do, as far as files tell'] };

test.each(['', 'src/'])(
  'an app that has all of it has nothing to do (code in "%s")',
  async (src) => {
    expect(await doctor(writeHost(healthyApp(src), src), src)).toEqual(FINE);
  },
);

test.each<[string, Files]>([
  [
    'what is right in another way',
    {
      '.env': '',
      '.env.local': healthyApp()['.env'],
      'next.config.js': `"connect-src 'self' https:"`,
      'vercel.json': '"connect-src https://au.api.authsignal.com"',
      'prisma/schema.prisma': SCHEMA + MODEL.replace('SpentToken', 'UsedChallenge'),
      ...packages({ next: '16.4.5', zod: '4.6.7', '@authsignal/node': '2.100.0' }),
    },
  ],
  [
    'what a package or a build holds',
    {
      'node_modules/a/policy.js': `"connect-src 'self'"`,
      '.next/server/policy.js': `"publickey-credentials-get=()"`,
    },
  ],
  ['an app without Prisma', { 'prisma/schema.prisma': undefined }],
])('%s: nothing to do', async (_, files) => {
  expect(await doctor(writeHost({ ...healthyApp(), ...files }))).toEqual(FINE);
});

const MISSING = 'has no value. The Authsignal Portal shows it under API keys.';
const CONNECT = `connect-src lacks the origin of ${HOST}.`;
const FORBIDDEN = 'take publickey-credentials-…=() out of the Permissions-Policy.';
const TABLE = 'prisma/schema.prisma: add SpentToken with @@id([userId, key]), and migrate.';

test.each<[string, Files, string[]]>([
  [
    'variables',
    { '.env': `${HOST}=\nAUTHSIGNAL_TENANT_SECRET_KEY= # later\n` },
    [
      `.env: AUTHSIGNAL_TENANT_SECRET_KEY ${MISSING}`,
      `.env: NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID ${MISSING}`,
      `.env: ${HOST} ${MISSING}`,
    ],
  ],
  [
    'versions',
    packages({
      next: '13.5.11',
      'next-auth': '5.0.0-beta.30',
      zod: '3.24.4',
      '@authsignal/node': '2.9.0',
      '@authsignal/browser': '',
    }),
    [
      'next: 13.5.11. Install next@14.',
      'next-auth: 5.0.0-beta.30. Install next-auth@4.',
      'zod: 3.24.4. Install zod@3.25.',
      '@authsignal/node: 2.9.0. Install @authsignal/node@2.21.',
      '@authsignal/browser: missing. Install @authsignal/browser@1.16.',
    ],
  ],
  [
    'headers',
    {
      'middleware.ts': `const policy = "default-src 'self'; img-src *";`,
      'next.config.js': `const policy = "connect-src 'self'";`,
      'src/headers.js': `'publickey-credentials-create=()'`,
      'vercel.json': '{ "value": "camera=(), publickey-credentials-get=()" }',
    },
    [
      `middleware.ts: ${CONNECT}`,
      `next.config.js: ${CONNECT}`,
      `src/headers.js: ${FORBIDDEN}`,
      `vercel.json: ${FORBIDDEN}`,
    ],
  ],
  [
    'pages/ beside src/pages/',
    { 'src/pages/index.tsx': 'export {};' },
    ['pages/: it hides src/pages. Move it.'],
  ],
  ['no table', { 'prisma/schema.prisma': SCHEMA }, [`${TABLE} --write does it.`]],
  [
    'a table that lets a challenge in twice',
    { 'prisma/schema.prisma': SCHEMA + MODEL.replace(/.*@@id.*\n/, '') },
    [TABLE],
  ],
  [
    'options without the core',
    { 'auth.ts': OPTIONS },
    ['auth.ts: export authOptions = withPasskeys(options, …). --write does it.'],
  ],
  [
    'no route',
    { 'pages/api/auth/callback.ts': undefined },
    ['/api/auth/callback: add the route as in the README.'],
  ],
  [
    'a route that imports from elsewhere',
    { 'pages/api/auth/callback.ts': route('callback').replace('../../../auth', '../../auth') },
    ['pages/api/auth/callback.ts: ../../auth exports no authOptions. --write does it.'],
  ],
  [
    'no options',
    { 'auth.ts': undefined },
    [
      'auth.ts: export authOptions = withPasskeys(options, …).',
      'pages/api/auth/enroll-passkey.ts: ../../../auth exports no authOptions.',
      'pages/api/auth/callback.ts: ../../../auth exports no authOptions.',
    ],
  ],
])('it names %s', async (_, files, expected) => {
  const { code, lines } = await doctor(writeHost({ ...healthyApp(), ...files }));
  expect(code).toBe(1);
  expect(lines.toSorted()).toEqual(expected.toSorted());
});
