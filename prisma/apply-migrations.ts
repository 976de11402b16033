import { isNativeError } from 'node:util/types';

import { Client } from 'pg';

import { MigrationError, readMigrations, type Migration } from './migration-files';
import { assertSound, readHistory, record } from './migration-history';

/** The number that Prisma's own migrate locks, so that the two exclude each other. */
const LOCK = 72707369;
const CONNECT_TIMEOUT_MS = 10_000;

type Options = { url: string; folder?: string; log?: (line: string) => void };

/**
 * Applies what is pending, in order, each migration in a transaction of its own, and returns the
 * names. Safe to run again, from several machines at once, and after a run that was killed.
 */
export async function applyMigrations({
  url,
  folder = 'prisma/migrations',
  log = () => {},
}: Options): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = await connect(url);
  // As Prisma's own migrate reads it.
  const schema = new URL(url).searchParams.get('schema') ?? 'public';

  try {
    const applied: string[] = [];
    let next = await applyNext(client, schema, migrations);
    while (next) {
      log(`Applied ${next}`);
      applied.push(next);
      next = await applyNext(client, schema, migrations);
    }
    return applied;
  } finally {
    await client.end();
  }
}

async function applyNext(
  client: Client,
  schema: string,
  migrations: Migration[],
): Promise<string | undefined> {
  let step = 'The database cannot be migrated';

  try {
    // Anything stricter would read the history as it was before the wait for the lock.
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await enter(client, schema);

    const history = await readHistory(client);
    assertSound(history, migrations);

    const done = new Set(history.map((entry) => entry.migration_name));
    const next = migrations.find(({ name }) => !done.has(name));
    if (next) {
      step = `${next.name} was not applied`;
      await client.query(next.sql);
      await record(client, next);
    }

    await client.query('COMMIT');
    return next?.name;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    if (error instanceof MigrationError) throw error;
    throw new MigrationError(`${step}: ${reasonOf(error)}.`, { cause: error });
  }
}

/** Has the transaction take place in this schema, wherever the search path of the role leads. */
async function enter(client: Client, schema: string): Promise<void> {
  const name = client.escapeIdentifier(schema);
  const found = await client.query<{ oid: string | null }>(
    'SELECT to_regnamespace($1)::text AS oid',
    [name],
  );
  if (!found.rows[0]?.oid) await client.query(`CREATE SCHEMA ${name}`);
  await client.query(`SET LOCAL search_path TO ${name}`);
}

async function connect(url: string): Promise<Client> {
  const client = createClient(url);
  // A connection that breaks also fails the query that is under way, which reports it.
  client.on('error', () => {});

  try {
    await client.connect();
    return client;
  } catch (error) {
    const place = `${client.host}:${client.port}`;
    throw new MigrationError(`The database at ${place} cannot be reached: ${reasonOf(error)}.`);
  }
}

/** The parser's own complaint may quote the whole URL, and with it the password. */
function createClient(url: string): Client {
  try {
    if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) throw new Error();
    return new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  } catch (error) {
    // The system's words name the file of a certificate, and nothing else.
    if (isNativeError(error) && 'syscall' in error) throw new MigrationError(`${error.message}.`);
    throw new MigrationError('DATABASE_URL is not of the form postgresql://user:password@host/db.');
  }
}

/** A host with several addresses fails with an error that has a code but no message. */
function reasonOf(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  return error.message || ('code' in error ? String(error.code) : error.name);
}
