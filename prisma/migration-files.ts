import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A refusal or a failure that a person can act on. Its text holds no secret. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

export type Migration = { name: string; sql: string };

/** The migrations of a folder in the order of their names, which begin with a time. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new MigrationError(`There is no folder ${folder}.`);
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);

  return Promise.all(
    names.sort().map(async (name) => {
      const file = path.join(folder, name, 'migration.sql');
      const sql = await readFile(file, 'utf8').catch(() => {
        throw new MigrationError(`${file} cannot be read.`);
      });
      return { name, sql };
    }),
  );
}

/** The checksum that Prisma records: SHA-256 of the file, in hex. */
export function checksumOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}

/** Whether a file is the one recorded. As with Prisma, git may have changed the ends of its lines. */
export function matchesChecksum(sql: string, checksum: string): boolean {
  const lf = sql.replaceAll('\r\n', '\n');
  return [sql, lf, lf.replaceAll('\n', '\r\n')].map(checksumOf).includes(checksum);
}
