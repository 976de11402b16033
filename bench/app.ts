import { execFileSync } from 'node:child_process';
import { once } from 'node:events';

import { z } from 'zod';

import { firstLine, spawnScript } from '../__tests__/support/processes/script';
import type { Scope } from './scope';

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
 * The built app in a process, and its stand-ins together in another one, so that neither shares a
 * core with the load. Variables in `env` win over those of the stand-ins; migrations are applied to the
 * database.
 */
export async function startApp(scope: Scope, env: Record<string, string> = {}): Promise<App> {
  const child = spawnScript('bench/app-entry.ts', { args: [JSON.stringify(env)] });
  const ended = once(child, 'exit');
  const close = async () => {
    child.stdin.end();
    await ended;
  };
  scope.onStop(close);

  const announced = announcement.parse(JSON.parse(await firstLine(child)));
  return { ...announced, memory: () => memoryOfChildren(child.pid), close };
}

/** Bytes. The app is the only process that the one with the stand-ins has started. */
function memoryOfChildren(pid: number | undefined): number {
  const lines = execFileSync('ps', ['-A', '-o', 'ppid=,rss='], { encoding: 'utf8' }).split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([parent]) => parent === pid)
    .reduce((sum, [, kibibytes = 0]) => sum + kibibytes * 1024, 0);
}
