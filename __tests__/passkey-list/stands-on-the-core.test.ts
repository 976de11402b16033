import { readFileSync } from 'node:fs';

import { filesOf, importsOf, loadedWith } from '../support/imports/imports';

const FOLDER = 'utils/passkey-list';
const files = filesOf(FOLDER);

test('the account section imports its own files and the core, by relative paths, and zod, React and types', () => {
  const others = files.flatMap((file) =>
    importsOf(file)
      .filter(({ name, isType }) => {
        const isOurs = /^(\.|\.\.\/passkeys)\/[\w.-]+$/.test(name);
        const isPackage = /^(react|zod\/v4)$/.test(name);
        const isTypeOnly = isType && /^(next|@authsignal\/node)$/.test(name);
        return !isOurs && !isPackage && !isTypeOnly;
      })
      .map(({ name }) => `${file}: ${name}`),
  );
  expect(others).toEqual([]);
});

test('with its two routes it fits into 12 files and 660 lines', () => {
  const item = [...files, ...filesOf('registry/passkeys')];
  const lines = item.map((file) => readFileSync(file, 'utf8').split('\n').length - 1);
  expect(item.length).toBeLessThanOrEqual(12);
  expect(lines.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(660);
});

test('its components load no file of the server, and neither zod nor the SDK', () => {
  const { files: loaded, packages } = loadedWith(`${FOLDER}/passkey-section.tsx`);
  expect(packages.filter((name) => name !== 'react')).toEqual([]);
  expect(loaded.filter((file) => file.includes('.server'))).toEqual([]);
  expect(loaded.length).toBeGreaterThan(8);
});
