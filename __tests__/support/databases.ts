import { isPostgresInstalled } from './find-postgres';
import { startPglite } from './pglite-process';
import { startCluster } from './postgres-cluster';
import { query } from './query';

type Server = { url: string; close(): Promise<void> };
type Fact = (url: string) => Promise<void>;

const TIMEOUT_MS = 60_000;
const started = new Map<() => Promise<Server>, Promise<Server>>();

afterAll(async () => {
  await Promise.all([...started.values()].map(async (server) => (await server).close()));
});

/**
 * A test that holds on PGlite and on a real PostgreSQL, each empty at its start. PGlite lets one
 * connection through at a time, so that a race is tested by the real one only: where that is not
 * installed the test is skipped, and on CI it fails.
 */
export function testOnDatabases(name: string, fact: Fact): void {
  test(`${name} (PGlite)`, async () => fact(await emptyDatabase(startPglite)), TIMEOUT_MS);

  const isMissing = !isPostgresInstalled() && !process.env.CI;
  if (isMissing) console.warn(`SKIPPED, PostgreSQL IS NOT INSTALLED: ${name}`);
  const onPostgres = isMissing ? test.skip : test;
  onPostgres(
    `${name} (PostgreSQL)`,
    async () => fact(await emptyDatabase(startCluster)),
    TIMEOUT_MS,
  );
}

async function emptyDatabase(start: () => Promise<Server>): Promise<string> {
  const server = started.get(start) ?? start();
  started.set(start, server);

  const { url } = await server;
  await query(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  return url;
}
