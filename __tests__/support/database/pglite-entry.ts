import './quick-wasm';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startDatabase } from '../../../mocks/database/pglite';
import { copyTemplate } from './template';

/** A database of this process alone, which goes with it. */
function newDatabase(): string {
  const parent = mkdtempSync(join(tmpdir(), 'pglite-'));
  process.once('exit', () => rmSync(parent, { recursive: true, force: true }));
  copyTemplate(join(parent, 'postgres'));
  return join(parent, 'postgres');
}

/** The process behind `startPglite`: ends when its standard input does, so it outlives nobody. */
async function main(): Promise<void> {
  const [, , folder = newDatabase()] = process.argv;
  const database = await startDatabase({ port: 0, folder });
  console.log(JSON.stringify({ url: database.url }));

  process.stdin.resume();
  process.stdin.once('end', () => void database.close());
}

void main();
