import { readFileSync } from 'node:fs';

import { z } from 'zod';

/** Licences that let anyone use, change and ship the app. CC-BY-4.0 is that of a list of browsers. */
const FREE = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'CC-BY-4.0',
];
/** Programs that Next.js can do without. No image is shrunk, so none of them runs, and no container holds them. */
const UNUSED = /^node_modules\/@img\//;

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      license: z.string().optional(),
      dev: z.boolean().default(false),
      devOptional: z.boolean().default(false),
    }),
  ),
});

test('each package that the running app may load has a licence that lets anyone use and ship it', () => {
  const { packages } = lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  const running = Object.entries(packages).filter(
    ([path, { dev, devOptional }]) => path && !dev && !devOptional && !UNUSED.test(path),
  );
  expect(running.length).toBeGreaterThan(50);
  const others = running.filter(([, { license = '' }]) => !FREE.includes(license));
  expect(others).toEqual([]);
});
