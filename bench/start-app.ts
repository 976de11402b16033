import { execFileSync } from 'node:child_process';

import { startNext } from '../__tests__/support/processes/next-process';
import { freePort } from '../__tests__/support/processes/free-port';
import { startServices } from './start-services';

/** A built app that runs, on the local services. */
export interface App {
  url: string;
  mailboxUrl: string;
  env: NodeJS.ProcessEnv;
}

export const newUrl = async () => `http://localhost:${await freePort()}`;

/** Starts the app that is built in `folder`, by the Next.js that is installed there. */
export async function startApp(url: string, services: NodeJS.ProcessEnv, folder = process.cwd()) {
  const env = { ...services, NEXTAUTH_URL: url };
  const next = await startNext('start', new URL(url).port, env, folder);
  return {
    url,
    env,
    /** Resident memory of its processes, in bytes. */
    memory: () => memoryOf(next.pid),
    close: next.close,
  };
}

/** Starts this app and its services, and closes them after `use`. */
export async function withApp<T>(use: (app: App) => Promise<T>): Promise<T> {
  const url = await newUrl();
  const { env, mailboxUrl, close } = await startServices([url]);
  try {
    const app = await startApp(url, env);
    return await use({ ...app, mailboxUrl }).finally(app.close);
  } finally {
    await close();
  }
}

/** Of the process and its child processes. */
function memoryOf(pid: number | undefined): number {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' }).split(
    '\n',
  );
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([own, parent]) => own === pid || parent === pid)
    .reduce((sum, [, , kibibytes = 0]) => sum + kibibytes * 1024, 0);
}
