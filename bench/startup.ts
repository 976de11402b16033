import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import getPort from 'get-port';

import type { App } from './app';
import type { Scope } from './scope';
import { summary } from './statistics';
import type { Row } from './table';

const STARTS = 5;
const LOOK_EVERY_MS = 10;
const GIVE_UP_MS = 60_000;

/** From the start of `npm start`, less npm itself, to the first 200 of /signin. */
export async function measureStartup(scope: Scope, { env }: App): Promise<Row[]> {
  const times: number[] = [];
  for (let start = 0; start < STARTS; start++) times.push(await startOnce(scope, env));
  return [{ what: 'From start to the first answer', unit: 'ms', ...summary(times) }];
}

async function startOnce(scope: Scope, env: Record<string, string>): Promise<number> {
  const port = await getPort();
  const next = require.resolve('next/dist/bin/next');
  const args = [next, 'start', '--hostname', 'localhost', '--port', String(port)];
  const start = performance.now();
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill();
    await ended;
  };
  scope.onStop(stop);

  while (!(await answers(`http://localhost:${port}/signin`))) {
    if (child.exitCode !== null || performance.now() - start > GIVE_UP_MS) {
      throw new Error('The app did not start.');
    }
    await pause(LOOK_EVERY_MS);
  }
  const time = performance.now() - start;
  await stop();
  return time;
}

const answers = (url: string) =>
  fetch(url).then(
    ({ status }) => status === 200,
    () => false,
  );
