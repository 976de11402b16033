import { readFile } from 'node:fs/promises';

import { applyMigrations } from '@/prisma/apply-migrations';

import { testOnDatabases } from '../support/database/databases';
import { query } from '../support/database/query';
import { createProject } from '../support/database/migrations';
import { readSchema } from '../support/database/prisma-schema';

/** Every column, key, index and reference of the database, in the words of `readSchema`. */
const CATALOGUE = `
  SELECT format('%s.%s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END) AS line
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT format('%s %s (%s)', c.relname,
    CASE WHEN i.indisprimary THEN 'id' WHEN i.indisunique THEN 'unique' ELSE 'index' END,
    (SELECT string_agg(a.attname, ', ' ORDER BY k.place)
     FROM unnest(i.indkey) WITH ORDINALITY AS k(number, place)
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number))
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
  WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT format('%s (%s) references %s (%s), %s', c.relname, own.attname, other.relname,
    foreign_key.attname, CASE r.confdeltype WHEN 'c' THEN 'cascade' ELSE r.confdeltype::text END)
  FROM pg_constraint r
  JOIN pg_class c ON c.oid = r.conrelid JOIN pg_class other ON other.oid = r.confrelid
  JOIN pg_attribute own ON own.attrelid = c.oid AND own.attnum = r.conkey[1]
  JOIN pg_attribute foreign_key ON foreign_key.attrelid = other.oid AND foreign_key.attnum = r.confkey[1]
  WHERE r.contype = 'f' AND c.relnamespace = 'public'::regnamespace`;

async function readCatalogue(url: string): Promise<string[]> {
  const rows = await query(url, CATALOGUE);
  return rows.map((row) => String(row.line)).sort();
}

testOnDatabases('the schema and the migrations agree', async (url) => {
  await applyMigrations({ url });

  const catalogue = await readCatalogue(url);
  const schema = readSchema(await readFile('prisma/schema.prisma', 'utf8'));

  expect(catalogue.filter((line) => !line.startsWith('_prisma_migrations'))).toEqual(schema);
  expect(schema).toEqual(
    expect.arrayContaining([
      'User.email text null',
      'SpentToken id (userId, action, idempotencyKey)',
      'Session (userId) references User (id), cascade',
    ]),
  );
});

testOnDatabases('the table of the applied migrations is as Prisma makes it', async (url) => {
  await applyMigrations({ url });

  const columns = await query(
    url,
    `SELECT column_name, data_type, character_maximum_length AS length, is_nullable, column_default
     FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`,
  );

  expect(columns.map((column) => Object.values(column).join(' ').trim())).toEqual([
    'id character varying 36 NO',
    'checksum character varying 64 NO',
    'finished_at timestamp with time zone  YES',
    'migration_name character varying 255 NO',
    'logs text  YES',
    'rolled_back_at timestamp with time zone  YES',
    'started_at timestamp with time zone  NO now()',
    'applied_steps_count integer  NO 0',
  ]);
  expect(await readCatalogue(url)).toContain('_prisma_migrations id (id)');
});

testOnDatabases('a migration is noted as Prisma notes it', async (url) => {
  const { folder } = await createProject({ '01_a': 'CREATE TABLE a (id int);' });
  await applyMigrations({ url, folder });

  expect(await query(url, 'SELECT * FROM _prisma_migrations')).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      migration_name: '01_a',
      // printf 'CREATE TABLE a (id int);' | sha256sum
      checksum: '168f4af76cbece82a4185c6c57366e07883c6e4155f25ce28559018d99433b81',
      started_at: expect.any(Date),
      finished_at: expect.any(Date),
      rolled_back_at: null,
      logs: null,
      applied_steps_count: 1,
    },
  ]);
});
