import { loadEnvConfig } from '@next/env';

import { applyMigrations } from '../prisma/apply-migrations';
import { getDataFolder } from './data-folder';
import { findPort } from './find-port';
import { formatServiceTable } from './format-service-table';
import { generateClient } from './generate-client';
import { loadSecrets } from './load-secrets';
import { readAppAddress } from './read-app-address';
import { startApp } from './start-app';
import { startLocalServices } from './start-local-services';
import { waitForStopSignal } from './wait-for-stop-signal';

/** `npm run dev`: starts the app, and a local service in place of each one whose variables are not set. */
async function main() {
  loadEnvConfig(process.cwd(), true);
  const stopped = waitForStopSignal();
  generateClient();

  const address = readAppAddress(process.env);
  const port = await findPort(address.port);
  const appOrigin = address.isLocal ? `http://localhost:${port}` : address.origin;

  const local = await startLocalServices(
    { appOrigin, folder: getDataFolder(), findPort },
    process.env,
  );
  try {
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      ...local.env,
      ...readDefaults(),
      NEXTAUTH_URL: appOrigin,
    };
    // Next.js takes longer to start than the migrations, and asks for no data before a page does.
    const app = startApp(port, env);
    const migrated = applyMigrations({ url: env.DATABASE_URL ?? '', log: console.log });
    await migrated.catch(async (error: unknown) => {
      await app.stop();
      throw error;
    });
    const isUp = app.ready.then(() => true);
    if (await Promise.race([isUp, app.ended.then(() => false), stopped.then(() => false)])) {
      console.log(formatServiceTable(appOrigin, local.services));
      console.log('  Ctrl-C stops everything. `npm run mocks -- --reset` clears the local data.\n');
    }

    const code = await Promise.race([app.ended, stopped.then(() => 0)]);
    await app.stop();
    process.exitCode = code;
  } finally {
    await local.close();
  }
}

/** Sets what is missing to a value for local work. The secret of `.env.example` counts as missing. */
function readDefaults() {
  const { NEXTAUTH_SECRET, EMAIL_FROM } = process.env;
  const isSet = NEXTAUTH_SECRET && !NEXTAUTH_SECRET.startsWith('an-example-');
  return {
    NEXTAUTH_SECRET: isSet ? NEXTAUTH_SECRET : loadSecrets(getDataFolder()).sessionSecret,
    EMAIL_FROM: EMAIL_FROM || 'Latchkey <no-reply@example.com>',
  };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? `\n${error.message}\n` : error);
  process.exitCode = 1;
});
