import { readFileSync } from 'node:fs';

import { filesOf, importsOf, loadedWith } from '../support/imports/imports';

const FOLDER = 'utils/step-up';
const files = filesOf(FOLDER);

test('the step-up imports its own files and the core, by relative paths, Node.js, zod, React and types', () => {
  const others = files.flatMap((file) =>
    importsOf(file)
      .filter(({ name, isType }) => {
        const isOurs = /^(\.|\.\.\/passkeys)\/[\w.-]+$/.test(name);
        const isPackage = /^(node:crypto|react|zod\/v4)$/.test(name);
        return !isOurs && !isPackage && !(isType && name === 'next');
      })
      .map(({ name }) => `${file}: ${name}`),
  );
  expect(others).toEqual([]);
});

test('it fits into 5 files and 300 lines', () => {
  const lines = files.map((file) => readFileSync(file, 'utf8').split('\n').length - 1);
  expect(files.length).toBeLessThanOrEqual(5);
  expect(lines.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(300);
});

test('its hook loads no file of the server, and neither zod nor the SDK', () => {
  const { files: loaded, packages } = loadedWith(`${FOLDER}/use-passkey-confirmation.ts`);
  expect(packages.filter((name) => name !== 'react')).toEqual([]);
  expect(loaded.filter((file) => file.includes('.server'))).toEqual([]);
  expect(loaded.length).toBeGreaterThan(4);
});
