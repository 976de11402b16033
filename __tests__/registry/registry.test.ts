import { readdirSync, readFileSync } from 'node:fs';

import packageLock from '@/package-lock.json';
import registry from '@/registry.json';

import { documentedFiles, filesInText } from '../support/docs/documented-files';

const CORE = 'utils/passkeys';
const LIST = 'utils/passkey-list';
const STEP_UP = 'utils/step-up';
const ROUTES = ['callback.ts', 'enroll-passkey.ts'];
const LIST_ROUTES = ['[id].ts', 'index.ts'];
const readme = readFileSync('README.md', 'utf8');
const documented = documentedFiles();
const [, model = ''] = /```prisma\n(.*?)```/s.exec(readme) ?? [];
const YOURS = ['auth.ts', 'pages/signin.tsx', 'components/create-passkey.tsx'];

type Copy = [path: string, target: string];
const inRegistry = (copies: Copy[]) =>
  copies.map(([path, target]) => ({ path, type: 'registry:file', target }));

/** What an item writes into a host whose code is in `folder`. */
const filesFor = (folder: string) =>
  inRegistry([
    ...readdirSync(CORE).map((name): Copy => [`${CORE}/${name}`, `~/${folder}passkeys/${name}`]),
    ...ROUTES.map((name): Copy => [`registry/${name}`, `~/${folder}pages/api/auth/${name}`]),
  ]);
const listFilesFor = (folder: string) =>
  inRegistry([
    ...readdirSync(LIST).map(
      (name): Copy => [`${LIST}/${name}`, `~/${folder}passkey-list/${name}`],
    ),
    ...LIST_ROUTES.map(
      (name): Copy => [`registry/passkeys/${name}`, `~/${folder}pages/api/passkeys/${name}`],
    ),
  ]);

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

describe.each([
  ['passkey-list', ''],
  ['passkey-list-src', 'src/'],
])('the item %s', (name, folder) => {
  const item = registry.items.find((one) => one.name === name);

  test('writes each file of the account section and its two routes, and no other', () => {
    expect(item?.files).toEqual(listFilesFor(folder));
  });

  test('leaves packages and variables to the item passkeys, and says that it comes first', () => {
    expect([item?.dependencies, item?.envVars]).toEqual([undefined, undefined]);
    const core = name.replace('passkey-list', 'passkeys');
    expect(item?.docs.replaceAll('\n', ' ')).toContain(`The item ${core} has to be there first`);
  });

  test('prints the lines that are left to write, as they are in its page', () => {
    const page = readFileSync('docs/account-section.md', 'utf8');
    const [component] = filesInText(page);
    expect(component?.name).toBe('pages/account.tsx');
    for (const line of ['import { PasskeySection }', '<PasskeySection />']) {
      const written = component?.text.split('\n').find((one) => one.includes(line));
      expect(item?.docs).toContain(written?.trim().replace(/^return (<.*>);$/, '$1'));
    }
  });
});

describe.each([
  ['passkey-step-up', ''],
  ['passkey-step-up-src', 'src/'],
])('the item %s', (name, folder) => {
  const item = registry.items.find((one) => one.name === name);

  test('writes each file of the step-up, and no other', () => {
    const copies = readdirSync(STEP_UP).map(
      (file): Copy => [`${STEP_UP}/${file}`, `~/${folder}step-up/${file}`],
    );
    expect(item?.files).toEqual(inRegistry(copies));
  });

  test('leaves packages and variables to the item passkeys, and says that it comes first', () => {
    expect([item?.dependencies, item?.envVars]).toEqual([undefined, undefined]);
    const core = name.replace('passkey-step-up', 'passkeys');
    expect(item?.docs.replaceAll('\n', ' ')).toContain(`The item ${core} has to be there first`);
  });

  test('prints lines of its page', () => {
    const written = filesInText(readFileSync('docs/step-up.md', 'utf8'));
    const lines = written.flatMap(({ text }) => text.split('\n').map((line) => line.trim()));
    const code = (item?.docs.match(/^ {3}.*\S/gm) ?? []).map((line) => line.trim());
    expect(code.length).toBeGreaterThan(8);
    expect(code.filter((line) => !lines.includes(line))).toEqual([]);
  });
});

test('the routes of the account section find their user as those of the core do', () => {
  const route = readFileSync('registry/callback.ts', 'utf8');
  for (const [file, handler] of [
    ['index.ts', 'passkeysRoute'],
    ['[id].ts', 'passkeyRoute'],
  ]) {
    expect(readFileSync(`registry/passkeys/${file}`, 'utf8')).toBe(
      route
        .replaceAll('callbackRoute', `${handler}`)
        .replace('passkeys/routes.server', 'passkey-list/list-routes.server'),
    );
  }
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
