import getPort from 'get-port';

import { applyMigrations } from '@/prisma/apply-migrations';

import { testOnDatabases } from '../support/database/databases';
import { query } from '../support/database/query';
import { createProject, migrate, readState } from '../support/database/migrations';
import { outcome } from '../support/processes/script';

const A = { '01_a': 'CREATE TABLE a (id int);' };
const B = { '02_b': 'CREATE TABLE b (id int);' };
const ONLY_A = { tables: ['_prisma_migrations', 'a'], applied: ['01_a'] };

testOnDatabases('a changed migration is refused, and nothing is touched', async (url) => {
  const { home, folder, write } = await createProject(A);
  await applyMigrations({ url, folder });

  await write({ '01_a': 'CREATE TABLE a (id bigint);', ...B });
  const { code, stderr } = await outcome(migrate(url, home));

  expect(stderr).toBe(
    '01_a has changed since it was applied. Restore its file, and put the change into a new migration.\n',
  );
  expect(code).toBe(1);
  expect(await readState(url)).toEqual(ONLY_A);

  await write(A);
  expect(await applyMigrations({ url, folder })).toEqual(['02_b']);
});

testOnDatabases('a migration that Prisma left unfinished is refused', async (url) => {
  const { home, folder, write } = await createProject(A);
  await applyMigrations({ url, folder });
  await write(B);
  await query(
    url,
    "INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', '', '02_b')",
  );

  const { code, stderr } = await outcome(migrate(url, home));

  expect(stderr).toMatch(/^02_b was started by Prisma and never finished\. .*migrate resolve/);
  expect(code).toBe(1);
  expect(await readState(url)).toEqual(ONLY_A);

  // What `prisma migrate resolve --rolled-back 02_b` does.
  await query(url, "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = '1'");
  expect(await applyMigrations({ url, folder })).toEqual(['02_b']);
});

testOnDatabases('a migration that fails leaves nothing, and those before it stay', async (url) => {
  const { home, folder, write } = await createProject({
    ...A,
    '02_b': `${B['02_b']} SELECT oops;`,
  });

  const { code, stderr } = await outcome(migrate(url, home));

  expect(stderr).toBe('02_b was not applied: column "oops" does not exist.\n');
  expect(code).toBe(1);
  expect(await readState(url)).toEqual(ONLY_A);

  await write(B);
  expect(await applyMigrations({ url, folder })).toEqual(['02_b']);
});

test('an unreachable database is said in a sentence without the password', async () => {
  const place = `127.0.0.1:${await getPort()}`;

  const run = await outcome(migrate(`postgresql://ada:secret@${place}/db`));

  expect(run).toEqual({
    code: 1,
    stdout: '',
    stderr: `The database at ${place} cannot be reached: connect ECONNREFUSED ${place}.\n`,
  });
});

test.each([
  'mysql://ada:secret@host/db',
  'postgresql://ada:sec/ret@host/db',
  'host=db user=ada password=secret',
  'postgresql:/ada:secret@host/db',
])('what is no address of a PostgreSQL is refused and not repeated: %s', async (url) => {
  expect(await outcome(migrate(url))).toEqual({
    code: 1,
    stdout: '',
    stderr: 'DATABASE_URL is not of the form postgresql://user:password@host/db.\n',
  });
});

test('a certificate that cannot be read is named, and no password', async () => {
  const url = 'postgresql://ada:secret@host/db?sslrootcert=/nowhere/root.crt';
  const { code, stderr } = await outcome(migrate(url));
  expect(code).toBe(1);
  expect(stderr).toMatch(/no such file or directory, open '\/nowhere\/root\.crt'\.\n$/);
  expect(stderr).not.toContain('secret');
});

test('without DATABASE_URL the command says what is missing', async () => {
  const { home } = await createProject(A);

  expect(await outcome(migrate(undefined, home))).toEqual({
    code: 1,
    stdout: '',
    stderr: 'DATABASE_URL is not set: it names the database to migrate.\n',
  });
});
