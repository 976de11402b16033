import { existsSync, readFileSync } from 'node:fs';

import { guards } from './guards';

test.each(guards.map((guard) => [guard.name, guard] as const))(
  'a guard can still be taken out: %s',
  (_name, { file, remove, leave, test: noticing }) => {
    expect(readFileSync(file, 'utf8').split(remove)).toHaveLength(2);
    expect(remove).not.toBe(leave);
    const files = ['ts', 'tsx'].map((ending) => `__tests__/${noticing}.test.${ending}`);
    expect(files.some(existsSync)).toBe(true);
  },
);

test('no two guards have one name, and ten or more are in the sample', () => {
  expect(new Set(guards.map(({ name }) => name)).size).toBe(guards.length);
  expect(guards.filter(({ fact }) => fact).length).toBeGreaterThanOrEqual(10);
});

test('the documentation lists every guard, by the test that notices', () => {
  const words = readFileSync('docs/security.md', 'utf8').replace(/\s+/g, ' ');
  const listOf = (file: string) =>
    guards.filter((guard) => guard.test === file).map(({ name }) => name);
  for (const file of new Set(guards.map((guard) => guard.test)))
    expect(words).toContain(`- \`${file}\`: ${listOf(file).join('; ')}.`);
});
