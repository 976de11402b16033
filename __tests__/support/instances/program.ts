import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';

import { isPostgresInstalled } from '../database/find-postgres';
import { until } from '../app/until';

/** Debian puts programs for administrators where the PATH of others does not lead. */
const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];

const find = (name: string) => FOLDERS.map((folder) => join(folder, name)).find(existsSync);

/** Whether there are HAProxy, PgBouncer and PostgreSQL. */
export const canRunInstances = (): boolean =>
  find('haproxy') !== undefined && find('pgbouncer') !== undefined && isPostgresInstalled();

/** Resolves when it is up. Throws what it has said if it ends before. */
export async function startProgram(
  name: string,
  args: string[],
  account: Pick<SpawnOptions, 'uid' | 'gid'>,
  isUp: () => Promise<boolean>,
) {
  const child = spawn(find(name) ?? name, args, {
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
