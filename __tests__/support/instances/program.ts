import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

import { isPostgresInstalled } from '../database/find-postgres';
import { findProgram } from '../processes/find-program';
import { until } from '../app/until';

/** Whether there are HAProxy, PgBouncer and PostgreSQL. */
export const canRunInstances = (): boolean =>
  findProgram('haproxy') !== undefined &&
  findProgram('pgbouncer') !== undefined &&
  isPostgresInstalled();

/** Resolves when it is up. Throws what it has said if it ends before. */
export async function startProgram(
  name: string,
  args: string[],
  account: Pick<SpawnOptions, 'uid' | 'gid'>,
  isUp: () => Promise<boolean>,
) {
  const child = spawn(findProgram(name) ?? name, args, {
    ...account,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const words = text(child.stderr);
  const ended = once(child, 'exit');
  await until(async () => child.exitCode !== null || isUp());
  if (child.exitCode !== null) throw new Error(`${name}: ${await words}`);

  const close = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { close };
}
