import { once } from 'node:events';

import { z } from 'zod';

import { firstLine, spawnScript } from '../processes/script';

const announcement = z.object({ url: z.string() });

type PgliteProcess = { url: string; close(): Promise<void>; kill(): Promise<void> };

/**
 * PGlite in a process of its own, kept in a folder or in memory. `close` shuts it down, `kill`
 * does so as a power cut would.
 */
export async function startPglite({ folder }: { folder?: string } = {}): Promise<PgliteProcess> {
  const child = spawnScript('__tests__/support/database/pglite-entry.ts', {
    args: folder ? [folder] : [],
  });
  const ended = once(child, 'exit');
  const { url } = announcement.parse(JSON.parse(await firstLine(child)));

  return {
    url,
    close: async () => {
      child.stdin.end();
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
