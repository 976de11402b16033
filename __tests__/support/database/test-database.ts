import { startPglite } from './pglite-process';
import { query } from './query';

/** The variable that names the PostgreSQL which all test files share, where there is one. */
export const SHARED_CLUSTER = 'SHARED_CLUSTER';

/**
 * A new, empty database: on the shared PostgreSQL, which makes one in no time, and else a PGlite. (The
 * browser tests run on PGlite, and what is about databases on both.)
 */
export async function startTestDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const cluster = process.env[SHARED_CLUSTER];
  if (!cluster) return startPglite();

  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  await query(cluster, `CREATE DATABASE ${name}`);
  return {
    url: Object.assign(new URL(cluster), { pathname: `/${name}` }).href,
    close: async () => void (await query(cluster, `DROP DATABASE ${name} WITH (FORCE)`)),
  };
}
