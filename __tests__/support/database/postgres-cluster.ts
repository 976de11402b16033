import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chown, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import getPort from 'get-port';

import { findPostgres } from './find-postgres';

/** Stops the cluster and removes it once its standard input ends. */
const KEEPER = 'cat; "$0/pg_ctl" stop -D "$1/data" -m immediate; rm -rf "$1"';

export type Cluster = { url: string; close(): Promise<void> };

/** A throw-away PostgreSQL cluster; it ends with the process that started it, however that ends. */
export async function startCluster(): Promise<Cluster> {
  const programs = findPostgres();
  if (!programs) throw new Error('The server programs of PostgreSQL are not installed.');

  const account = serverAccount();
  const folder = await mkdtemp(path.join(tmpdir(), 'postgres-cluster-'));
  if (account.uid) await chown(folder, account.uid, account.gid);

  const options = { ...account, cwd: folder };
  const run = (program: string, ...args: string[]) =>
    promisify(execFile)(path.join(programs, program), args, options);

  // Detached, so that Ctrl+C in a terminal does not reach it before its time.
  const keeper = spawn('sh', ['-c', KEEPER, programs, folder], {
    ...options,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const close = async () => {
    if (keeper.exitCode !== null) return;
    keeper.stdin.end();
    await once(keeper, 'exit');
  };

  try {
    const data = path.join(folder, 'data');
    const port = await getPort({ host: '127.0.0.1' });
    await run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync');
    await appendFile(path.join(data, 'postgresql.conf'), settings(port, folder));
    await run('pg_ctl', 'start', '-w', '-D', data, '-l', path.join(folder, 'log'));
    return { url: `postgresql://postgres@127.0.0.1:${port}/postgres`, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** PostgreSQL and PgBouncer refuse to run as root, so that root runs them as the user `postgres`. */
export function serverAccount() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Nothing hangs on where the database thinks it is: a local time would be hours off here. */
const FAR_ZONE = 'America/Los_Angeles';

function settings(port: number, folder: string): string {
  return [
    '',
    "listen_addresses = '127.0.0.1'",
    `port = ${port}`,
    `unix_socket_directories = '${folder}'`,
    `timezone = '${FAR_ZONE}'`,
    'fsync = off',
    'synchronous_commit = off',
    'full_page_writes = off',
    '',
  ].join('\n');
}
