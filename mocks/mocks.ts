import { loadEnvConfig } from '@next/env';

import { findPort } from './find-port';
import { clearFolder, dataFolder } from './folder';
import { table } from './table';
import { untilStopped } from './until-stopped';
import { wantedPlace } from './wanted-place';

/** `npm run mocks`: the stand-ins alone. `npm run mocks -- --reset`: clears what they have kept. */
async function main() {
  loadEnvConfig(process.cwd(), true);
  const words = process.argv.slice(2).join(' ');
  if (!['', '--reset'].includes(words)) {
    throw new Error('`npm run mocks` takes no arguments but `-- --reset`.');
  }
  if (words) {
    await clearFolder(dataFolder());
    console.log('Cleared: users, passkeys, mails and secrets of the stand-ins are gone.');
    return;
  }

  const { origin: appOrigin } = wantedPlace(process.env);
  // Not above: they take a second to load, which a reset need not wait for.
  const { startStandIns } = await import('./stand-ins');
  const standIns = await startStandIns({ appOrigin, folder: dataFolder(), findPort }, {});
  const variables = Object.entries(standIns.env).map(([name, value]) => `  ${name}=${value}`);
  console.log(table(undefined, standIns.places));
  console.log(`  For an app at ${appOrigin}:\n\n${variables.join('\n')}\n\n  Ctrl-C stops them.\n`);

  await untilStopped();
  await standIns.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
