import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { documentedFiles, filesInText } from '../support/docs/documented-files';

/**
 * `npm run test:core-types`: copies the core, the account section and the step-up into a small strict app of each kind,
 * installs that app's packages, and compiles it. It needs the npm registry, and leaves nothing behind.
 */
const hosts = {
  'TypeScript 5.4, Next.js 14, React 18, zod 3.25': [
    'typescript@5.4',
    'next@14',
    'react@18',
    'react-dom@18',
    'zod@3.25',
    '@types/react@18',
    '@types/node@20',
  ],
  'TypeScript 7, Next.js 16, React 19, zod 4': [
    'typescript@7',
    'next@16',
    'react@19',
    'react-dom@19',
    'zod@4',
    '@types/react@19',
    '@types/node@22',
  ],
};
const PACKAGES = ['next-auth@4', '@authsignal/node@2', '@authsignal/browser@1', 'axios@1'];

const tsconfig = JSON.stringify({
  compilerOptions: {
    target: 'es2017',
    lib: ['dom', 'dom.iterable', 'esnext'],
    module: 'esnext',
    moduleResolution: 'bundler',
    jsx: 'preserve',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    isolatedModules: true,
    esModuleInterop: true,
    types: ['node'],
  },
  include: ['**/*.ts', '**/*.tsx'],
});

/** What the text leaves to the reader, before its block for auth.ts. */
const READERS_TABLE = `type Row = { userId: string; key: string; at: Date };
  type Insert = (rows: { data: Row; skipDuplicates: boolean }) => Promise<{ count: number }>;
  declare const db: { spentToken: { createMany: Insert } };
`;
const READERS_OWN = `import type { NextAuthOptions } from 'next-auth';\n${READERS_TABLE}`;

/** What docs/account-section.md leaves to the reader, before its block for passkey-names.ts. */
const READERS_NAMES = `type Name = { userId: string; id: string; name: string };
  type Upsert = { where: object; create: Name; update: { name: string } };
  declare const db: {
    passkeyName: {
      findMany: (query: { where: { userId: string } }) => Promise<Name[]>;
      upsert: (query: Upsert) => Promise<Name>;
    };
  };
`;

/** The files of the account section's page, with the names in both routes. */
function filesOfAccount(): Record<string, string> {
  const written = filesInText(readFileSync('docs/account-section.md', 'utf8'));
  const { 'passkey-names.ts': names = '', ...others } = Object.fromEntries(
    written.map(({ name, text }) => [name, text]),
  );
  if (!names || !others['pages/account.tsx']) throw new Error('The page changed.');
  const routes = ['index.ts', '[id].ts'].map((name) => {
    const route = readFileSync(`registry/passkeys/${name}`, 'utf8');
    const named = `import { names } from '../../../passkey-names';\n${route}`;
    return [`pages/api/passkeys/${name}`, named.replace('({', '({\n  names,')];
  });
  return { ...others, 'passkey-names.ts': READERS_NAMES + names, ...Object.fromEntries(routes) };
}

/** The files of the step-up's page. */
function filesOfStepUp(): Record<string, string> {
  const written = filesInText(readFileSync('docs/step-up.md', 'utf8'));
  const { 'pages/api/transfer.ts': route = '', ...others } = Object.fromEntries(
    written.map(({ name, text }) => [name, text]),
  );
  if (!route || Object.keys(others).length !== 1) throw new Error('The page changed.');
  return { ...others, 'pages/api/transfer.ts': READERS_TABLE + route };
}

/** The files of the README and of docs/add-to-your-app.md, as an owner would write them. */
function filesOfOwner(): Record<string, string> {
  const files = Object.entries(documentedFiles()).map(([name, { text }]) => [name, text] as const);
  const { 'auth.ts': auth = '', ...others } = Object.fromEntries(files);
  if (!auth.includes('…')) throw new Error('The README changed.');
  return {
    ...others,
    ...filesOfAccount(),
    ...filesOfStepUp(),
    'package.json': '{ "private": true }',
    'tsconfig.json': tsconfig,
    'auth.ts': READERS_OWN + auth.replace(/.*…/, 'providers: [],'),
    'pages/api/auth/callback.ts': readFileSync('registry/callback.ts', 'utf8'),
    'pages/api/auth/[...nextauth].ts': `
      import NextAuth from 'next-auth';
      import { authOptions } from '../../../auth';
      export default NextAuth(authOptions);`,
  };
}

function compiles(packages: string[]): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'core-alone-'));
  const run = (command: string, args: string[]) =>
    execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    for (const [name, text] of Object.entries(filesOfOwner())) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    for (const name of ['passkeys', 'passkey-list', 'step-up'])
      cpSync(`utils/${name}`, join(folder, name), { recursive: true });
    const quiet = ['--silent', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'];
    run('npm', ['install', ...quiet, ...packages, ...PACKAGES]);
    run(process.execPath, ['node_modules/typescript/bin/tsc']);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let failed = 0;
for (const [name, packages] of Object.entries(hosts)) {
  const isGood = compiles(packages);
  console.log(`${isGood ? 'compiles' : 'FAILS   '}  ${name}`);
  if (!isGood) failed++;
}
console.log(`core types: ${Object.keys(hosts).length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
