import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { filesOf, importsOf, loadedWith } from '../support/imports/imports';

const CORE = 'utils/passkeys';
/** A command for a host's owner, which the item carries and nothing imports. */
const DOCTOR = 'doctor.ts';
const names = readdirSync(CORE).filter((name) => name !== DOCTOR);
const files = names.filter((name) => /\.tsx?$/.test(name)).map((name) => join(CORE, name));

const PACKAGES =
  /^(node:http|next|next-auth(\/[\w/-]+)?|react|@authsignal\/(node|browser)|axios|zod\/v4)$/;

test('the core imports its own files, by relative paths, and the packages that its README names', () => {
  const others = files.flatMap((file) =>
    importsOf(file)
      .filter(({ name }) => !/^\.\/[\w.-]+$/.test(name) && !PACKAGES.test(name))
      .map(({ name }) => `${file}: ${name}`),
  );
  expect(others).toEqual([]);
});

test('the doctor needs Node.js alone, and no file imports it', () => {
  expect(importsOf(join(CORE, DOCTOR)).filter(({ name }) => !name.startsWith('node:'))).toEqual([]);
  const importers = ['utils', 'pages', 'registry']
    .flatMap(filesOf)
    .filter((file) => importsOf(file).some((imported) => imported.file === join(CORE, DOCTOR)));
  expect(importers).toEqual([]);
});

const linesOf = (paths: string[]) =>
  paths.reduce((sum, path) => sum + readFileSync(path, 'utf8').split('\n').length - 1, 0);

test('it fits into 24 files and 1,400 lines; with the doctor and the two routes, into 26 and 1,500', () => {
  const core = names.map((name) => join(CORE, name));
  expect(core.length).toBeLessThanOrEqual(24);
  expect(linesOf(core)).toBeLessThanOrEqual(1_400);

  // Those in a folder are of the account section.
  const routes = filesOf('registry').filter((name) => dirname(name) === 'registry');
  const item = [...core, join(CORE, DOCTOR), ...routes];
  expect(item.length).toBeLessThanOrEqual(26);
  expect(linesOf(item)).toBeLessThanOrEqual(1_500);
});

test('reading a session with its options loads two files, and NextAuth', () => {
  const { files: loaded, packages } = loadedWith(`${CORE}/with-passkeys.server.ts`);
  expect(packages.filter((name) => !name.startsWith('next-auth'))).toEqual([]);
  expect(loaded.map((file) => file.slice(CORE.length + 1)).sort()).toEqual([
    'database-sessions.server.ts',
    'with-passkeys.server.ts',
  ]);
});

test('what a script needs before React has loaded imports no React', () => {
  const { files: loaded, packages } = loadedWith(`${CORE}/sign-in-ceremony.browser.ts`);
  expect(packages).toEqual([]);
  expect(loaded.map((file) => file.slice(CORE.length + 1)).sort()).toEqual([
    'browser-codes.ts',
    'sign-in-ceremony.browser.ts',
    'use-authsignal.ts',
  ]);
});

describe('loading it changes nothing', () => {
  const { env } = process;
  beforeEach(() => {
    jest.resetModules();
    process.env = { NODE_ENV: 'test' };
  });
  afterEach(() => {
    process.env = env;
    jest.restoreAllMocks();
  });

  test.each(names.filter((name) => /\.server\.ts$/.test(name)))('%s', async (name) => {
    const { default: axios } = await import('axios');
    const intercept = jest.spyOn(axios.interceptors.request, 'use');
    const timers = [jest.spyOn(globalThis, 'setTimeout'), jest.spyOn(globalThis, 'setInterval')];
    // zod keeps its configuration there.
    const globals = () => Object.keys(globalThis).filter((key) => !key.startsWith('__zod'));
    const before = globals();

    await import(`@/${CORE}/${name.slice(0, -3)}`);
    expect(intercept).not.toHaveBeenCalled();
    for (const timer of timers) expect(timer).not.toHaveBeenCalled();
    expect(globals()).toEqual(before);
    expect(process.env).toEqual({ NODE_ENV: 'test' });
  });
});
