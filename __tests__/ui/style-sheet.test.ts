import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const sheet = readFileSync('utils/ui/style.css', 'utf8');

test('the style sheet, which pages wait for, is under 4 KB on its way', () => {
  expect(gzipSync(sheet).byteLength).toBeLessThan(4_000);
});

test('every colour has a name, and another value in the dark', () => {
  const names = (block: string) => [...block.matchAll(/(--[\w-]+): #/g)].map(([, name]) => name);
  const [light = '', dark = ''] = sheet.split('@media (prefers-color-scheme: dark)');
  const end = dark.indexOf('\n}');

  expect(names(light).length).toBeGreaterThan(10);
  expect(names(dark.slice(0, end))).toEqual(names(light));
  expect(dark.slice(end)).not.toMatch(/: #[0-9a-f]{3,8};/i);
});
