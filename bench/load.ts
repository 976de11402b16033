import { isPostgresInstalled } from '../__tests__/support/database/find-postgres';
import { startCluster } from '../__tests__/support/database/postgres-cluster';
import { type App, startApp } from './app';
import { EXAMPLE } from './example';
import type { Scope } from './scope';
import { loadSessionReads } from './session-reads';
import { loadSignIns } from './sign-ins';
import { percentile, summary } from './statistics';
import type { Row } from './table';

const LEAST_SIGN_INS_PER_SECOND = 380;

/** What the app does under load, on PGlite and, where it is installed, on a real PostgreSQL. */
export async function measureLoad(scope: Scope, app: App): Promise<Row[]> {
  const rows = await loadOn('PGlite', app);
  if (!isPostgresInstalled()) {
    console.error('PostgreSQL is not installed: its rows are left out.');
    return rows;
  }

  const cluster = await startCluster();
  scope.onStop(cluster.close);
  const onPostgres = await startApp(scope, { DATABASE_URL: cluster.url });
  rows.push(...(await loadOn('PostgreSQL', onPostgres)));
  await onPostgres.close();
  await cluster.close();
  return rows;
}

async function loadOn(database: string, app: App): Promise<Row[]> {
  const { rounds: signIns, sessionCookie } = await loadSignIns(app);
  const reads = await loadSessionReads(app, sessionCookie);
  const durations = signIns.flatMap((round) => round.durations);

  return [
    {
      what: `Passkey sign-ins, 16 at a time, ${database}`,
      unit: '/s',
      ...summary(signIns.map(({ perSecond }) => perSecond)),
      example: EXAMPLE.signInsPerSecond,
      target: { atLeast: LEAST_SIGN_INS_PER_SECOND },
    },
    { what: '  half of them within', unit: 'ms', value: percentile(durations, 0.5) },
    { what: '  95 of 100 within', unit: 'ms', value: percentile(durations, 0.95) },
    {
      what: `Session reads, 16 at a time, ${database}`,
      unit: '/s',
      ...summary(reads.map(({ perSecond }) => perSecond)),
      example: EXAMPLE.sessionsPerSecond,
    },
    {
      what: `Memory of the app after that, ${database}`,
      unit: 'MB',
      value: app.memory() / 1_000_000,
      example: EXAMPLE.memoryMb,
    },
  ];
}
