import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { applyMigrations } from '@/prisma/apply-migrations';

import { testOnDatabases } from '../support/database/databases';
import { startFaultProxy } from '../support/faults/fault-proxy';
import { when } from '../support/faults/faults';
import { query } from '../support/database/query';
import { createProject, migrate, readState } from '../support/database/migrations';
import { outcome } from '../support/processes/script';

const FIRST = '20261120000000_first_tables';
const TWO = { '01_a': 'CREATE TABLE a (id int);', '02_b': 'CREATE TABLE b (id int);' };

testOnDatabases('a fresh database gets every table', async (url) => {
  const { code, stdout } = await outcome(migrate(url));

  expect(stdout).toContain(`Applied ${FIRST}\n`);
  expect(stdout).toMatch(/The database is up to date \(\d+ new\)\.\n$/);
  expect(code).toBe(0);
  expect((await readState(url)).tables).toEqual(
    expect.arrayContaining(['Account', 'Session', 'SpentToken', 'User', 'VerificationToken']),
  );
});

testOnDatabases('running it again changes nothing', async (url) => {
  await applyMigrations({ url });
  const before = await query(url, 'SELECT *, xmin::text FROM _prisma_migrations');

  const { code, stdout } = await outcome(migrate(url));

  expect(stdout).toBe('The database is up to date (nothing new).\n');
  expect(code).toBe(0);
  expect(await query(url, 'SELECT *, xmin::text FROM _prisma_migrations')).toEqual(before);
});

testOnDatabases('two runs at once apply each migration once', async (url) => {
  const { home } = await createProject(TWO);

  const runs = await Promise.all([outcome(migrate(url, home)), outcome(migrate(url, home))]);

  expect(runs.map((run) => run.code)).toEqual([0, 0]);
  const lines = runs.flatMap((run) => run.stdout.match(/^Applied .*/gm) ?? []);
  expect(lines.sort()).toEqual(['Applied 01_a', 'Applied 02_b']);
});

testOnDatabases('twenty connections at once apply each migration once', async (url) => {
  const { folder } = await createProject(TWO);

  // Even where somebody has made the strictest isolation the rule.
  const strict = `${url}?options=-c%20default_transaction_isolation%3Dserializable`;

  const runs = await Promise.all(
    Array.from({ length: 20 }, () => applyMigrations({ url: strict, folder })),
  );

  expect(runs.flat().sort()).toEqual(['01_a', '02_b']);
  expect((await readState(url)).applied).toEqual(['01_a', '02_b']);
});

testOnDatabases('a run that is killed in the middle leaves nothing behind', async (url) => {
  const { home } = await createProject(TWO);
  const proxy = await startFaultProxy(url);
  const halted = new Promise<void>((halt) => void proxy.next(when(/02_b/, () => halt())));
  const run = migrate(proxy.url, home);
  const end = outcome(run);

  // By now table b exists inside the transaction, and the note that it was applied is held back.
  await halted;
  run.kill('SIGKILL');

  expect(await end).toEqual({ code: null, stdout: 'Applied 01_a\n', stderr: '' });
  expect(await readState(url)).toEqual({ tables: ['_prisma_migrations', 'a'], applied: ['01_a'] });

  const next = await outcome(migrate(url, home));
  expect(next.stdout).toBe('Applied 02_b\nThe database is up to date (1 new).\n');
  await proxy.close();
  expect((await readState(url)).tables).toEqual(['_prisma_migrations', 'a', 'b']);
});

testOnDatabases('DATABASE_URL may stand in a file .env', async (url) => {
  const { home } = await createProject(TWO);
  await writeFile(path.join(home, '.env'), `DATABASE_URL=${url}\n`);

  expect(await outcome(migrate(undefined, home))).toMatchObject({ code: 0 });
  expect((await readState(url)).applied).toEqual(['01_a', '02_b']);
});

testOnDatabases('other line ends, which git may write, are no change', async (url) => {
  const sql = 'CREATE TABLE a (\n  id int\n);\n';
  const { folder, write } = await createProject({ '01_a': sql });
  await applyMigrations({ url, folder });

  await write({ '01_a': sql.replaceAll('\n', '\r\n') });

  expect(await applyMigrations({ url, folder })).toEqual([]);
});
