import { readdirSync, readFileSync } from 'node:fs';

import packageLock from '@/package-lock.json';
import registry from '@/registry.json';

import { documentedFiles } from '../support/docs/documented-files';

const CORE = 'utils/passkeys';
const ROUTES = ['callback.ts', 'enroll-passkey.ts'];
const readme = readFileSync('README.md', 'utf8');
const documented = documentedFiles();
const [, model = ''] = /```prisma\n(.*?)```/s.exec(readme) ?? [];
const YOURS = ['auth.ts', 'pages/signin.tsx', 'components/create-passkey.tsx'];

/** What an item writes into a host whose code is in `folder`. */
const filesFor = (folder: string) =>
  [
    ...readdirSync(CORE).map((name) => [`${CORE}/${name}`, `~/${folder}passkeys/${name}`]),
    ...ROUTES.map((name) => [`registry/${name}`, `~/${folder}pages/api/auth/${name}`]),
  ].map(([path, target]) => ({ path, type: 'registry:file', target }));

describe.each([
  ['passkeys', ''],
  ['passkeys-src', 'src/'],
])('the item %s', (name, folder) => {
  const item = registry.items.find((one) => one.name === name);

  test('writes each file of the core and the two routes, and no other', () => {
    expect(item?.files).toEqual(filesFor(folder));
  });

  test('installs the SDKs in the tested versions, and leaves the host its own axios and zod', () => {
    const tested = ['@authsignal/browser', '@authsignal/node'] as const;
    expect(item?.dependencies).toEqual([
      ...tested.map((sdk) => `${sdk}@${packageLock.packages[`node_modules/${sdk}`].version}`),
      'axios',
      'zod',
    ]);
  });

  test('brings no value for a variable, so that an app without a tenant says so', () => {
    expect(item?.envVars).toEqual({
      AUTHSIGNAL_TENANT_SECRET_KEY: '',
      NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID: '',
      NEXT_PUBLIC_AUTHSIGNAL_API_HOST: '',
    });
  });

  test("prints the README's lines, and the doctor's command", () => {
    const printed = item?.docs.split('\n').map((line) => line.trim());
    const lines = YOURS.flatMap((file) => documented[file]?.added ?? [])
      // The component around the button is the reader's.
      .filter((line) => !/^(import type|export function CreatePasskey|})/.test(line))
      .concat(model.trimEnd().split('\n'))
      .map((line) => line.trim().replace(/^return (<.*>);$/, '$1'));
    expect(lines.length).toBeGreaterThan(15);
    expect(printed).toEqual(expect.arrayContaining(lines));
    expect(printed).toContain(`npx jiti ${folder}passkeys/doctor.ts`);
  });
});

test('the routes are those of the README', () => {
  const route = documented['pages/api/auth/enroll-passkey.ts']?.text.replace(/^.*\n/, '');
  expect(route).toContain('enrolRoute');
  expect(readFileSync('registry/enroll-passkey.ts', 'utf8')).toBe(route);
  expect(readFileSync('registry/callback.ts', 'utf8')).toBe(
    route?.replaceAll('enrolRoute', 'callbackRoute'),
  );
});

test('the README counts the lines that are left to write', () => {
  const lines = YOURS.flatMap((file) => documented[file]?.added ?? []);
  expect(readme).toContain(`${lines.length} lines and a table of your own`);
  expect(readme).toContain(`| you write | ${lines.length} lines, and a table |`);
});

test('the README has at most 9 KB', () => {
  expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(9 * 1024);
});
