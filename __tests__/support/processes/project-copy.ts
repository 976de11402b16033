import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './script';

const PARENT = join(ROOT, 'test-results');

/** All that `npm run dev` reads. */
const SOURCES = [
  'instrumentation.ts',
  'next.config.js',
  'pages',
  'prisma',
  'prisma.config.ts',
  'public',
  'tsconfig.json',
  'utils',
];

/**
 * Copies the app's sources to a new folder, and returns its path. Next.js allows one development
 * server in a folder, and a developer may have one in the project's own. The copy is inside the
 * project, so that packages are found; the dot in its name hides it from the compiler and from Jest.
 */
export function copyProject(): string {
  mkdirSync(PARENT, { recursive: true });
  const copy = mkdtempSync(join(PARENT, '.project-'));
  for (const source of SOURCES) cpSync(join(ROOT, source), join(copy, source), { recursive: true });
  return copy;
}
