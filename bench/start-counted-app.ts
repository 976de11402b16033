import { setTimeout } from 'node:timers/promises';

import { isPostgresInstalled } from '../__tests__/support/database/find-postgres';
import { startCluster } from '../__tests__/support/database/postgres-cluster';
import { query } from '../__tests__/support/database/query';
import { startNext } from '../__tests__/support/processes/next-process';
import { countTraffic } from './count-traffic';
import { cpuTime } from './cpu-time';
import { databaseUse, postgresPid } from './database-use';
import { type App, newUrl } from './start-app';
import { startServices } from './start-services';

/** Longer than a connection is idle before it tells PostgreSQL's statistics what it has done. */
const SETTLE_MS = 11_000;

export type Use = Awaited<ReturnType<CountedApp['use']>>;
type CountedApp = Awaited<ReturnType<typeof startCountedApp>>;

/** The built app on a PostgreSQL of its own, with a counter between it and its browsers, and one before Authsignal. */
export async function startCountedApp() {
  if (!isPostgresInstalled()) throw new Error("PostgreSQL's server programs are not installed.");
  const running: { close(): Promise<void> }[] = [];
  const start = async <T extends { close(): Promise<void> }>(starting: Promise<T>) => {
    const started = await starting;
    running.unshift(started);
    return started;
  };
  const close = async () => {
    for (const service of running) await service.close();
  };

  try {
    const { url: database } = await start(startCluster());
    // It would be among the statements.
    await query(database, 'ALTER SYSTEM SET autovacuum = off');
    await query(database, 'SELECT pg_reload_conf()');

    const target = await newUrl();
    const browsers = await start(countTraffic(target));
    const services = await start(startServices([browsers.url], { DATABASE_URL: database }));
    const { NEXT_PUBLIC_AUTHSIGNAL_API_HOST: emulator = '' } = services.env;
    const authsignal = await start(countTraffic(emulator));
    const env = {
      ...services.env,
      NEXTAUTH_URL: browsers.url,
      NEXT_PUBLIC_AUTHSIGNAL_API_HOST: authsignal.url,
      // Each visitor says from which address.
      TRUSTED_PROXY_HOPS: '1',
    };
    const { pid = NaN } = await start(startNext('start', new URL(target).port, env));
    const postgres = await postgresPid(database);

    const app: App = { url: browsers.url, mailboxUrl: services.mailboxUrl, env };
    return {
      app,
      /** What has been used so far: CPU time in ms, and sizes in bytes. */
      async use() {
        await setTimeout(SETTLE_MS);
        return {
          ...(await databaseUse(database)),
          calls: authsignal.requests(),
          traffic: browsers.bytes(),
          appCpu: cpuTime(pid),
          databaseCpu: cpuTime(postgres),
        };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
