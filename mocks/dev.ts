import { loadEnvConfig } from '@next/env';

import { applyMigrations } from '../prisma/apply-migrations';
import { startApp } from './app-process';
import { findPort } from './find-port';
import { dataFolder } from './folder';
import { localSecrets } from './secrets';
import { startStandIns } from './stand-ins';
import { table } from './table';
import { untilStopped } from './until-stopped';
import { wantedPlace } from './wanted-place';

/** `npm run dev`: the app, and a stand-in for each service whose variables are not set. */
async function main() {
  loadEnvConfig(process.cwd(), true);
  const stopped = untilStopped();

  const wanted = wantedPlace(process.env);
  const port = await findPort(wanted.port);
  const appOrigin = wanted.isLocal ? `http://localhost:${port}` : wanted.origin;

  const standIns = await startStandIns({ appOrigin, folder: dataFolder(), findPort }, process.env);
  try {
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      ...standIns.env,
      ...defaults(),
      NEXTAUTH_URL: appOrigin,
    };
    await applyMigrations({ url: env.DATABASE_URL ?? '', log: console.log });

    const app = startApp(port, env);
    const isUp = app.ready.then(() => true);
    if (await Promise.race([isUp, app.ended.then(() => false), stopped.then(() => false)])) {
      console.log(table(appOrigin, standIns.places));
      console.log('  Ctrl-C stops all of it. `npm run mocks -- --reset` clears what is kept.\n');
    }

    const code = await Promise.race([app.ended, stopped.then(() => 0)]);
    await app.stop();
    process.exitCode = code;
  } finally {
    await standIns.close();
  }
}

/** Variables that need no service, for which a laptop has a good value of its own. */
function defaults() {
  const { NEXTAUTH_SECRET, EMAIL_FROM } = process.env;
  const isGiven = NEXTAUTH_SECRET && !NEXTAUTH_SECRET.startsWith('an-example-');
  return {
    NEXTAUTH_SECRET: isGiven ? NEXTAUTH_SECRET : localSecrets(dataFolder()).sessionSecret,
    EMAIL_FROM: EMAIL_FROM || 'Latchkey <no-reply@example.com>',
  };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? `\n${error.message}\n` : error);
  process.exitCode = 1;
});
