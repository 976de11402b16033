import { isPostgresInstalled } from '../__tests__/support/database/find-postgres';
import { startCluster } from '../__tests__/support/database/postgres-cluster';
import { compareJourneys } from './compare-journeys';
import { compareLoad } from './compare-load';
import { createSignInTokens } from './create-sign-in-tokens';
import type { Figure } from './print-figures';
import { newUrl, startApp } from './start-app';
import { startServices } from './start-services';
import { withBareApp } from './with-bare-app';

/** NextAuth's form field for the sign-in token, as Authsignal's guide names it. */
const FIELD = 'signInToken';

/**
 * This app beside the bare callback of NextAuth and beside the app in the folder PEER, if it names one. All
 * are started the same way, and use the same emulators, database and users.
 */
export const measureCompare = () => withBareApp(compareWith);

async function compareWith(bareFolder: string): Promise<Figure[]> {
  const { PEER, PEER_FIELD = FIELD } = process.env;
  if (!PEER)
    console.error('PEER names no folder: there is nothing beside it but the bare callback.');
  const own = { name: 'this app', folder: '.', tokenField: FIELD, url: await newUrl() };
  const bare = { name: 'bare', folder: bareFolder, tokenField: FIELD, url: await newUrl() };
  const peer = { name: 'peer', folder: PEER ?? '', tokenField: PEER_FIELD, url: await newUrl() };
  const builds = PEER ? [own, bare, peer] : [own, bare];

  const running: { close(): Promise<void> }[] = [];
  const start = async <T extends { close(): Promise<void> }>(starting: Promise<T>) => {
    const started = await starting;
    running.unshift(started);
    return started;
  };
  try {
    const cluster = await start(startDatabase());
    const origins = builds.map(({ url }) => url);
    const services = await start(startServices(origins, cluster.env));
    const apps = [];
    for (const { folder, url, ...build } of builds) {
      apps.push({ ...build, ...(await start(startApp(url, services.env, folder))) });
    }

    const app = { ...own, ...services };
    const realTokens = await createSignInTokens(app);
    const load = await compareLoad(
      apps.map((one) => ({
        ...one,
        createTokens: one.name === bare.name ? anyTokens : realTokens,
      })),
    );
    const withPages = apps.filter(({ name }) => name !== bare.name);
    return [...load, ...(await compareJourneys(withPages, app))];
  } finally {
    for (const { close } of running) await close();
  }
}

/** For the app that looks at no token. */
const anyTokens = async (count: number) => Array.from({ length: count }, () => 'any');

/** PostgreSQL; if it is not installed, the services start PGlite. */
async function startDatabase(): Promise<{
  env: Record<string, string>;
  close(): Promise<void>;
}> {
  if (isPostgresInstalled()) {
    const { url, close } = await startCluster();
    return { env: { DATABASE_URL: url }, close };
  }
  console.error('PostgreSQL is not installed: PGlite takes its place.');
  return { env: {}, close: async () => {} };
}
