import { existsSync, readFileSync } from 'node:fs';

import { filesOf } from '../support/imports/imports';

const LIST = 'mocks/authsignal/inferred.ts';

test('what is inferred stands in one file, and each file that it names exists', () => {
  const others = filesOf('mocks/authsignal').filter((file) => file !== LIST);
  expect(others.length).toBeGreaterThan(20);
  expect(others.filter((file) => /\bInferred\b/.test(readFileSync(file, 'utf8')))).toEqual([]);

  const named = [...readFileSync(LIST, 'utf8').matchAll(/^ \* ([\w/-]+\.ts): /gm)];
  expect(named.length).toBeGreaterThan(10);
  const lost = named.filter(([, file]) => !existsSync(`mocks/authsignal/${file}`));
  expect(lost).toEqual([]);
});
