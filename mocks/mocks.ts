import { loadEnvConfig } from '@next/env';

import { clearDataFolder, getDataFolder } from './data-folder';
import { findPort } from './find-port';
import { formatServiceTable } from './format-service-table';
import { readAppAddress } from './read-app-address';
import { waitForStopSignal } from './wait-for-stop-signal';

/** `npm run mocks` starts the local services without the app; with `-- --reset` it clears their data. */
async function main() {
  loadEnvConfig(process.cwd(), true);
  const args = process.argv.slice(2).join(' ');
  if (!['', '--reset'].includes(args)) {
    throw new Error('The only argument of `npm run mocks` is `-- --reset`.');
  }
  if (args) {
    await clearDataFolder(getDataFolder());
    console.log('The local database, passkeys, mails and secrets are cleared.');
    return;
  }

  const { origin: appOrigin } = readAppAddress(process.env);
  // Imported here, because it takes a second to load, and a reset does not need it.
  const { startLocalServices } = await import('./start-local-services');
  const local = await startLocalServices({ appOrigin, folder: getDataFolder(), findPort }, {});
  const variables = Object.entries(local.env).map(([name, value]) => `  ${name}=${value}`);
  console.log(formatServiceTable(undefined, local.services));
  console.log(
    `  For an app at ${appOrigin}:\n\n${variables.join('\n')}\n\n  Ctrl-C stops the services.\n`,
  );

  await waitForStopSignal();
  await local.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
