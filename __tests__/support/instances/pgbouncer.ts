import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { serverAccount } from '../database/postgres-cluster';
import { query } from '../database/query';
import { freePort } from '../processes/free-port';
import { startProgram } from './program';

/** Puts PgBouncer before a database, as docs/production.md says, and returns the URL of its pool. */
export async function startPgbouncer(databaseUrl: string, folder: string) {
  const server = new URL(databaseUrl);
  const port = String(await freePort());
  const file = join(folder, 'pgbouncer.ini');
  const url = Object.assign(new URL(databaseUrl), { port }).href;

  await writeFile(file, settings(server, port));
  await chmod(folder, 0o755);
  const isUp = () =>
    query(url, 'SELECT 1').then(
      () => true,
      () => false,
    );
  return { url, ...(await startProgram('pgbouncer', [file], serverAccount(), isUp)) };
}

const settings = (server: URL, port: string) => `
[databases]
* = host=${server.hostname} port=${server.port} user=${server.username} connect_query='SET statement_timeout = 3000'

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
ignore_startup_parameters = statement_timeout
`;
