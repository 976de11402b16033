import { startPglite } from './pglite-process';
import { query } from './query';
import { SHARED_CLUSTER, startTestDatabase } from './test-database';

type Server = { url: string; close(): Promise<void> };
type Fact = (url: string) => Promise<void>;

const TIMEOUT_MS = 60_000;
let pglite: Promise<Server> | undefined;

afterAll(async () => (await pglite)?.close());

/** Skipped where no PostgreSQL is installed, which the start of the tests has said aloud. */
const onPostgres = process.env[SHARED_CLUSTER] ? test : test.skip;

/** Facts about a real PostgreSQL alone. */
export const describeOnPostgres = process.env[SHARED_CLUSTER] ? describe : describe.skip;

/** A test that holds on PGlite and on a real PostgreSQL, each empty at its start. */
export function testOnDatabases(name: string, fact: Fact): void {
  test(`${name} (PGlite)`, async () => fact(await emptyPglite()), TIMEOUT_MS);

  const run = async () => {
    const { url, close } = await startTestDatabase();
    await fact(url).finally(close);
  };
  onPostgres(`${name} (PostgreSQL)`, run, TIMEOUT_MS);
}

/** A test of what happens at the same moment. PGlite lets one connection through at a time: it proves nothing. */
export const testRace = (name: string, fact: () => Promise<void>): void =>
  onPostgres(name, fact, TIMEOUT_MS);

async function emptyPglite(): Promise<string> {
  const { url } = await (pglite ??= startPglite());
  await query(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  return url;
}
