import { randomUUID } from 'node:crypto';

import type { Client } from 'pg';

import { checksumOf, matchesChecksum, MigrationError, type Migration } from './migration-files';

/** Prisma's own table, so that `prisma migrate deploy` and `migrate status` agree with this one. */
const CREATE_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

type Entry = { migration_name: string; checksum: string; finished: boolean };

/** What the table says has been done; what was rolled back counts as never begun. */
export async function readHistory(client: Client): Promise<Entry[]> {
  const table = await client.query<{ oid: string | null }>(
    "SELECT to_regclass('_prisma_migrations')::text AS oid",
  );
  if (!table.rows[0]?.oid) return [];

  const { rows } = await client.query<Entry>(`
    SELECT migration_name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations
    WHERE rolled_back_at IS NULL ORDER BY started_at`);
  return rows;
}

/** Refuses to build upon a history that is broken, or that tells otherwise of one of these files. */
export function assertSound(history: Entry[], migrations: Migration[]): void {
  const unfinished = history.find((entry) => !entry.finished);
  if (unfinished) {
    throw new MigrationError(
      `${unfinished.migration_name} was started by Prisma and never finished. ` +
        'Repair the database, then say how with "prisma migrate resolve".',
    );
  }

  const changed = migrations.find(({ name, sql }) =>
    history.some((entry) => entry.migration_name === name && !matchesChecksum(sql, entry.checksum)),
  );
  if (changed) {
    throw new MigrationError(
      `${changed.name} has changed since it was applied. ` +
        'Restore its file, and put the change into a new migration.',
    );
  }
}

/** Notes a migration as applied, in the transaction that applied it. */
export async function record(client: Client, { name, sql }: Migration): Promise<void> {
  await client.query(CREATE_TABLE);
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, clock_timestamp(), 1)`,
    [randomUUID(), checksumOf(sql), name],
  );
}
