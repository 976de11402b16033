import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startMailbox } from '../../../mocks/mailbox/mailbox';
import { startLocalServices } from '../../../mocks/start-local-services';
import { applyMigrations } from '../../../prisma/apply-migrations';
import { startCluster } from '../database/postgres-cluster';
import { freePort } from '../processes/free-port';
import { type NextProcess, startNext } from '../processes/next-process';
import { startHaproxy } from './haproxy';
import { startPgbouncer } from './pgbouncer';

/** Runs three instances of the built app behind HAProxy, on one PostgreSQL behind PgBouncer. */
export async function runInstances() {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  return startAll(closers).then(
    (app) => ({ ...app, close }),
    async (error: unknown) => {
      await close();
      throw error;
    },
  );
}

async function startAll(closers: (() => Promise<void>)[]) {
  const keep = <Part extends { close(): Promise<void> }>(part: Part): Part => {
    closers.push(() => part.close());
    return part;
  };
  const folder = await mkdtemp(join(tmpdir(), 'instances-'));
  keep({ close: () => rm(folder, { recursive: true }) });
  const ports = [String(await freePort()), String(await freePort()), String(await freePort())];
  const url = `http://localhost:${await freePort()}`;

  const cluster = keep(await startCluster());
  await applyMigrations({ url: cluster.url });
  const pool = keep(await startPgbouncer(cluster.url, folder));
  const mailbox = keep(await startMailbox({ smtpPort: 0, webPort: 0 }));
  const given = { DATABASE_URL: pool.url, EMAIL_SERVER: mailbox.smtpUrl };
  const local = keep(
    await startLocalServices({ appOrigin: url, folder, findPort: freePort }, given),
  );

  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    ...given,
    ...local.env,
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: 'a secret of the tests that nothing else uses',
    EMAIL_FROM: 'Latchkey <no-reply@example.com>',
    NEXT_TELEMETRY_DISABLED: '1',
    // HAProxy, and one that the tests play before it: each person comes from an address of their own.
    TRUSTED_PROXY_HOPS: '2',
  };
  const instances = new Map<string, NextProcess>();
  const start = async (port: string) => {
    instances.set(port, keep(await startNext('start', port, env)));
  };
  for (const port of ports) await start(port);
  keep(await startHaproxy(url, ports, folder));

  return {
    url,
    /** By which an instance is called. */
    ports,
    mailbox,
    secrets: new Set<string>(),
    tenant: {
      baseUrl: local.env.NEXT_PUBLIC_AUTHSIGNAL_API_HOST ?? '',
      tenantId: local.env.NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID ?? '',
      origin: url,
    },
    databaseUrl: cluster.url,
    pooledUrl: pool.url,
    /** Resolves when the instance has ended. */
    end: async (port: string, signal: 'SIGTERM' | 'SIGKILL') => instances.get(port)?.end(signal),
    start,
  };
}
