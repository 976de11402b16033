import { cpSync, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { startDatabase } from '../../../mocks/database/pglite';
import { query } from './query';

/** A new, empty database, whose making takes three seconds: it is made once and copied. */
const TEMPLATE = resolve('node_modules/.cache/empty-database');

/** Makes the template where it is missing. Run once, before the tests. */
export async function prepareTemplate(): Promise<void> {
  if (existsSync(TEMPLATE)) return;
  const folder = `${TEMPLATE}-${process.pid}`;
  const { url, close } = await startDatabase({ port: 0, folder: join(folder, 'postgres') });
  // Two thirds of the files are those of databases that nobody opens.
  await query(url, 'UPDATE pg_database SET datistemplate = false');
  await query(url, 'DROP DATABASE template0');
  await query(url, 'DROP DATABASE template1');
  await close();
  // Whole or not at all, and whoever comes second leaves it at that.
  await rename(join(folder, 'postgres'), TEMPLATE).catch(() => {});
  await rm(folder, { recursive: true });
}

/**
 * Puts an empty database there; without a template, one is made there when it is first started. Its
 * hundreds of files are copied one by one: side by side, they wait for each other in the file system.
 */
export function copyTemplate(folder: string): void {
  if (existsSync(TEMPLATE)) cpSync(TEMPLATE, folder, { recursive: true });
}
