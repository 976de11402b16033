import { startDatabase } from '../../mocks/database/pglite';

/** The process behind `startPglite`: ends when its standard input does, so it outlives nobody. */
async function main(): Promise<void> {
  const database = await startDatabase({ port: 0, folder: process.argv[2] });
  console.log(JSON.stringify({ url: database.url }));

  process.stdin.resume();
  process.stdin.once('end', () => void database.close());
}

void main();
