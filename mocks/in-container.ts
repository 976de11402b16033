import { getDataFolder } from './data-folder';
import { findPort } from './find-port';
import { formatServiceTable } from './format-service-table';
import { readAppAddress } from './read-app-address';
import { startLocalServices } from './start-local-services';
import { waitForStopSignal } from './wait-for-stop-signal';

/**
 * For compose.yaml: the emulator and the mailbox beside a real database. They listen at every address of the
 * container, because that is where published ports lead.
 */
async function main() {
  const { AUTHSIGNAL_TENANT_SECRET_KEY: tenantSecretKey, DATABASE_URL } = process.env;
  const { origin: appOrigin } = readAppAddress(process.env);
  const local = await startLocalServices(
    { appOrigin, folder: getDataFolder(), findPort, host: '0.0.0.0', tenantSecretKey },
    { DATABASE_URL },
  );
  console.log(formatServiceTable(appOrigin, local.services));

  await waitForStopSignal();
  await local.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
