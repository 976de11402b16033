import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

import { documentedFiles } from '../docs/documented-files';
import { outcome, ROOT, spawnScript } from '../processes/script';

export const HOST = 'NEXT_PUBLIC_AUTHSIGNAL_API_HOST';
const VARIABLES = ['AUTHSIGNAL_TENANT_SECRET_KEY', 'NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID', HOST];
const VALUE = 'a-value-that-no-line-may-show';

/** The README's model, and the lines that it adds to auth.ts. */
export const [, MODEL = ''] = /```prisma\n(.*?)```/s.exec(readFileSync('README.md', 'utf8')) ?? [];
export const { added: WRAPPER = [], text: WRAPPED = '' } = documentedFiles()['auth.ts'] ?? {};

/** The options of an app without passkeys, and its schema. */
export const OPTIONS = `import { PrismaAdapter } from '@next-auth/prisma-adapter';
import type { NextAuthOptions } from 'next-auth';

import { db } from './db';

export const authOptions: NextAuthOptions = {
  adapter: PrismaAdapter(db),
  providers: [],
};
`;
export const SCHEMA = `datasource db {
  provider = "postgresql"
}

model User {
  id String @id
}
`;

/** The text of each file of an app. Undefined or empty: there is no such file. */
export type Files = Record<string, string | undefined>;

export const route = (name: string) => readFileSync(`registry/${name}.ts`, 'utf8');

/** The packages of an app, as far as the doctor looks. An empty version: it is not installed. */
export function packages(changed: Record<string, string> = {}): Files {
  const versions = {
    next: '14.2.35',
    'next-auth': '4.24.15',
    zod: '3.25.76',
    axios: '1.21.1',
    '@authsignal/node': '2.21.0',
    '@authsignal/browser': '1.16.0',
    ...changed,
  };
  return Object.fromEntries(
    Object.entries(versions).map(([name, version]) => [
      `node_modules/${name}/package.json`,
      version && JSON.stringify({ name, version }),
    ]),
  );
}

/** An app that has all that the README asks for, with its code in `src`. */
export const healthyApp = (src = ''): Files => ({
  ...packages(),
  '.env': VARIABLES.map((name) => `${name}="${VALUE}"\n`).join(''),
  'prisma/schema.prisma': `${SCHEMA}\n${MODEL}`,
  'next.config.js': `const policy = \`connect-src 'self' \${new URL(process.env.${HOST}).origin}\`;`,
  [`${src}auth.ts`]: WRAPPED,
  [`${src}pages/api/auth/enroll-passkey.ts`]: route('enroll-passkey'),
  [`${src}pages/api/auth/callback.ts`]: route('callback'),
});

const folders: string[] = [];
export function removeHosts() {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Writes an app, with the core in `passkeys/`, and returns its folder. */
export function writeHost(files: Files, src = ''): string {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    if (!text) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  cpSync('utils/passkeys', join(folder, src, 'passkeys'), { recursive: true });
  return folder;
}

/** What the doctor says in an app's folder. It shows no variable's value, ever. */
export async function doctor(folder: string, src = '', ...args: string[]) {
  const script = relative(ROOT, join(folder, src, 'passkeys/doctor.ts'));
  const env = Object.fromEntries(VARIABLES.map((name) => [name, undefined]));
  const { code, stdout, stderr } = await outcome(spawnScript(script, { args, cwd: folder, env }));
  expect(stderr).toBe('');
  expect(stdout).not.toContain(VALUE);
  return { code, lines: stdout.trimEnd().split('\n') };
}
