import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Client } from 'pg';

import { copyTemplate } from '../support/database/template';
import { query } from '../support/database/query';
import { startPglite } from '../support/database/pglite-process';

const TIMEOUT_MS = 60_000;
let folder: string;

beforeEach(async () => {
  const parent = await mkdtemp(path.join(tmpdir(), 'pglite-'));
  folder = path.join(parent, 'database');
});
afterEach(() => rm(path.dirname(folder), { recursive: true }));

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}

test(
  'a database is made in a folder that is not there yet',
  async () => {
    const { url, close } = await startPglite({ folder: path.join(folder, '../not/yet/there') });
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await close();
  },
  TIMEOUT_MS,
);

test.each(['close', 'kill'] as const)(
  'what was committed is there again after a %s',
  async (end) => {
    copyTemplate(folder);
    const first = await startPglite({ folder });
    await query(first.url, 'CREATE TABLE a (id int); INSERT INTO a VALUES (1)');
    const open = await connect(first.url);
    await open.query('BEGIN; INSERT INTO a VALUES (2)');
    await first[end]();

    const second = await startPglite({ folder });

    expect(await query(second.url, 'SELECT id FROM a')).toEqual([{ id: 1 }]);
    await second.close();
  },
  TIMEOUT_MS,
);

test(
  'connections that wait for the end of a transaction get their own answers',
  async () => {
    const database = await startPglite();
    const clients = await Promise.all(Array.from({ length: 8 }, () => connect(database.url)));
    const [writer, ...readers] = clients;

    await writer?.query('BEGIN');
    const answers = readers.map((reader, i) =>
      reader.query('SELECT $1::int + $2::int AS sum', [i, 1]),
    );
    // After a few round trips of the writer the others' queries have arrived, and wait.
    for (let trip = 0; trip < 5; trip++) await writer?.query('SELECT 1');
    await writer?.query('COMMIT');

    const sums = (await Promise.all(answers)).map(({ rows }) => rows);
    expect(sums).toEqual(readers.map((_, i) => [{ sum: i + 1 }]));
    await Promise.all(clients.map((client) => client.end()));
    await database.close();
  },
  TIMEOUT_MS,
);

test(
  'a client that dies in a transaction holds up nobody, and leaves nothing',
  async () => {
    const database = await startPglite();
    await query(database.url, 'CREATE TABLE a (id int)');
    const dying = await connect(database.url);
    await dying.query('BEGIN; INSERT INTO a VALUES (1)');
    const waiting = query(database.url, 'SELECT id FROM a');

    dying.connection.stream.destroy();

    expect(await waiting).toEqual([]);
    await database.close();
  },
  TIMEOUT_MS,
);
