import { loadEnvConfig } from '@next/env';

import { applyMigrations } from './apply-migrations';
import { MigrationError } from './migration-files';

/** `npm run db:migrate`: brings the database that DATABASE_URL names up to date. */
async function migrate(): Promise<void> {
  loadEnvConfig(process.cwd(), process.env.NODE_ENV === 'development');

  const url = process.env.DATABASE_URL;
  if (!url) throw new MigrationError('DATABASE_URL is not set: it names the database to migrate.');

  const applied = await applyMigrations({ url, log: console.log });
  console.log(`The database is up to date (${applied.length || 'nothing'} new).`);
}

migrate().catch((error: unknown) => {
  console.error(error instanceof MigrationError ? error.message : error);
  process.exitCode = 1;
});
