import { existsSync, readFileSync } from 'node:fs';

import { guards } from './guards';
import { findMarkers, takeOut } from './markers';
import { documentWithTable } from './table';

const markers = findMarkers();

test('the list and the markers in the code name the same guards, each once', () => {
  const names = guards.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect([...markers.keys()].sort()).toEqual([...names].sort());
});

test.each(guards)(
  'the guard $name can be taken out, and a test notices',
  ({ name, test: noticing }) => {
    const source = readFileSync(markers.get(name) ?? '', 'utf8');
    expect(takeOut(source, name).length).toBeLessThan(source.length - 10);
    const files = ['ts', 'tsx'].map((ending) => `__tests__/${noticing}.test.${ending}`);
    expect(files.some(existsSync)).toBe(true);
  },
);

test('ten guards or more are in the sample', () => {
  expect(guards.filter(({ fact }) => fact).length).toBeGreaterThanOrEqual(10);
});

test('docs/security.md has the table of the list: npm run docs:security writes it', () => {
  const { now, wanted } = documentWithTable();
  expect(now).toBe(wanted);
});
