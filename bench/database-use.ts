import { z } from 'zod';

import { query } from '../__tests__/support/database/query';

const useSchema = z.object({
  statements: z.coerce.number(),
  rows: z.coerce.number(),
  wal: z.coerce.number(),
  size: z.coerce.number(),
  sessions: z.coerce.number(),
});

/**
 * What the database has done so far, and its size. The app uses no transactions, so that each statement is a
 * commit. A connection tells its numbers once it has been idle for ten seconds.
 */
export async function databaseUse(url: string): Promise<z.infer<typeof useSchema>> {
  const [row] = await query(
    url,
    `SELECT
      (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()) AS statements,
      (SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables) AS rows,
      pg_current_wal_lsn() - '0/0' AS wal,
      (SELECT sum(pg_total_relation_size(relid)) FROM pg_stat_user_tables) AS size,
      pg_total_relation_size('"Session"') AS sessions`,
  );
  return useSchema.parse(row);
}

/** The process that all of PostgreSQL's others descend from. */
export async function postgresPid(url: string): Promise<number> {
  const [row] = await query(url, "SELECT pg_read_file('postmaster.pid') AS file");
  return Number.parseInt(String(row?.file), 10);
}
