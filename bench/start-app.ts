import { execFileSync } from 'node:child_process';
import { once } from 'node:events';

import { z } from 'zod';

import { firstLine, spawnScript } from '../__tests__/support/processes/script';

const announcement = z.object({
  url: z.string(),
  mailboxUrl: z.string(),
  env: z.record(z.string(), z.string()),
});

export interface App extends z.infer<typeof announcement> {
  /** Resident memory of the app's own process, in bytes. */
  memory(): number;
  close(): Promise<void>;
}

/**
 * Starts the built app in one process and its emulators in another one, apart from the process that
 * loads them, and migrates the database. `env` wins over the variables of the emulators. Both processes
 * end when this one does.
 */
export async function startApp(env: Record<string, string> = {}): Promise<App> {
  const child = spawnScript('bench/app-entry.ts', { args: [JSON.stringify(env)] });
  const ended = once(child, 'exit');
  const announced = announcement.parse(JSON.parse(await firstLine(child)));

  return {
    ...announced,
    memory: () => memoryOfChildren(child.pid),
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Bytes. The app is the only child process of the emulators' process. */
function memoryOfChildren(pid: number | undefined): number {
  const lines = execFileSync('ps', ['-A', '-o', 'ppid=,rss='], { encoding: 'utf8' }).split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([parent]) => parent === pid)
    .reduce((sum, [, kibibytes = 0]) => sum + kibibytes * 1024, 0);
}
