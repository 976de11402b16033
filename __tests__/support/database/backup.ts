import { TABLES } from './fill-tables';
import { query } from './query';

/** Copies all rows. Returns what puts them in the place of those that are there by then. */
export async function backUpDatabase(url: string): Promise<() => Promise<void>> {
  const copies = TABLES.map((table) => `CREATE TABLE backup."${table}" AS TABLE "${table}"`);
  await query(
    url,
    ['DROP SCHEMA IF EXISTS backup CASCADE', 'CREATE SCHEMA backup', ...copies].join('; '),
  );

  const emptied = TABLES.map((table) => `"${table}"`).join(', ');
  const restored = TABLES.map((table) => `INSERT INTO "${table}" TABLE backup."${table}"`);
  return async () => void (await query(url, [`TRUNCATE ${emptied}`, ...restored].join('; ')));
}
