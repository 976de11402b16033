import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { version } from '@prisma/client/package.json';

/**
 * Runs `prisma generate`, which takes seconds, if the client was made from another schema or by another
 * version of Prisma, or if there is none. Throws if Prisma fails; it has printed why.
 */
export function generateClient(): void {
  if (isUpToDate()) return;
  const prisma = require.resolve('prisma/build/index.js');
  execFileSync(process.execPath, [prisma, 'generate', '--no-hints'], { stdio: 'inherit' });
}

/** Prisma keeps a copy of the schema beside the client, and writes its own version into the client. */
function isUpToDate(): boolean {
  const client = join(
    dirname(require.resolve('@prisma/client/package.json')),
    '../../.prisma/client',
  );
  try {
    const code = readFileSync(join(client, 'index.js'), 'utf8');
    return (
      readWords(join(client, 'schema.prisma')) === readWords('prisma/schema.prisma') &&
      code.includes(`"clientVersion": "${version}"`)
    );
  } catch {
    return false;
  }
}

/** Without the layout, because Prisma's copy can have another one. */
const readWords = (file: string) => readFileSync(file, 'utf8').trim().replaceAll(/\s+/g, ' ');
