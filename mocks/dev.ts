import { loadEnvConfig } from '@next/env';

import { applyMigrations } from '../prisma/apply-migrations';
import { startApp } from './app-process';
import { findPort } from './find-port';
import { DATA_FOLDER } from './folder';
import { localSecrets } from './secrets';
import { startStandIns } from './stand-ins';
import { table } from './table';
import { untilStopped } from './until-stopped';

const isLocal = (url: string) => new URL(url).hostname === 'localhost';

/** `npm run dev`: the app, and a stand-in for each service whose variables are not set. */
async function main() {
  loadEnvConfig(process.cwd(), true);
  const stopped = untilStopped();

  const wanted = process.env.NEXTAUTH_URL || 'http://localhost:3000';
  const usual = Number(process.env.PORT || (isLocal(wanted) && new URL(wanted).port) || 3000);
  const port = await findPort(usual);
  const appOrigin = isLocal(wanted) ? `http://localhost:${port}` : wanted;

  const standIns = await startStandIns({ appOrigin, folder: DATA_FOLDER, findPort }, process.env);
  try {
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      ...standIns.env,
      ...(await defaults()),
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
async function defaults() {
  const { NEXTAUTH_SECRET, EMAIL_FROM } = process.env;
  const { sessionSecret } = await localSecrets(DATA_FOLDER);
  const isExample = NEXTAUTH_SECRET?.startsWith('an-example-');
  return {
    NEXTAUTH_SECRET: NEXTAUTH_SECRET && !isExample ? NEXTAUTH_SECRET : sessionSecret,
    EMAIL_FROM: EMAIL_FROM || 'Passkey demo <no-reply@example.com>',
  };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? `\n${error.message}\n` : error);
  process.exitCode = 1;
});
