import { existsSync, readFileSync } from 'node:fs';

import { guards } from './mutants/guards';

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
