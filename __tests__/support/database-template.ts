import { existsSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { startDatabase } from '../../mocks/database/pglite';

/** A new, empty database, whose making takes three seconds: it is made once and copied. */
const TEMPLATE = resolve('node_modules/.cache/empty-database');

/** Makes the template where it is missing. Run once, before the tests. */
export async function prepareTemplate(): Promise<void> {
  if (existsSync(TEMPLATE)) return;
  const folder = await mkdtemp(join(tmpdir(), 'empty-database-'));
  const { close } = await startDatabase({ port: 0, folder: join(folder, 'postgres') });
  await close();
  // Whole or not at all, and whoever comes second leaves it at that.
  const copy = `${TEMPLATE}-${process.pid}`;
  await cp(join(folder, 'postgres'), copy, { recursive: true });
  await rename(copy, TEMPLATE).catch(() => rm(copy, { recursive: true }));
  await rm(folder, { recursive: true });
}

/** Puts an empty database there; without a template, one is made there when it is first started. */
export async function copyTemplate(folder: string): Promise<void> {
  if (existsSync(TEMPLATE)) await cp(TEMPLATE, folder, { recursive: true });
}
