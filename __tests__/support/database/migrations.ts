import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { query } from './query';
import { spawnScript } from '../processes/script';

type Files = Record<string, string>;

const homes: string[] = [];

afterAll(() => Promise.all(homes.map((home) => rm(home, { recursive: true }))));

/** A folder with migrations of its own, to run the command in. */
export async function createProject(migrations: Files) {
  const home = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  homes.push(home);
  const folder = path.join(home, 'prisma/migrations');

  const write = async (files: Files) => {
    for (const [name, sql] of Object.entries(files)) {
      await mkdir(path.join(folder, name), { recursive: true });
      await writeFile(path.join(folder, name, 'migration.sql'), sql);
    }
  };
  await write(migrations);
  return { home, folder, write };
}

/** Starts `npm run db:migrate` in a folder; by default in this repository. */
export function migrate(url: string | undefined, cwd?: string) {
  return spawnScript('prisma/migrate.ts', { cwd, env: { DATABASE_URL: url } });
}

/** The names of the tables, and of the migrations that are noted as applied. */
export async function readState(url: string) {
  const found = await query(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
  const tables = found.map((row) => row.tablename).sort();
  if (!tables.includes('_prisma_migrations')) return { tables, applied: [] };

  const rows = await query(
    url,
    `SELECT migration_name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return { tables, applied: rows.map((row) => row.migration_name) };
}
