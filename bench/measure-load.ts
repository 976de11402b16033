import { isPostgresInstalled } from '../__tests__/support/database/find-postgres';
import { startCluster } from '../__tests__/support/database/postgres-cluster';
import { createClient } from './create-client';
import { loadInRounds } from './load-in-rounds';
import { loadSignIns } from './load-sign-ins';
import { type Figure, percentile, summary } from './print-figures';
import { type App, startApp } from './start-app';

const LEAST_SIGN_INS_PER_SECOND = 380;

const READERS = 16;
const WARM_UP_READS = 1_500;
const READS = 6_000;

/** Sign-ins and session reads, with PGlite and, if it is installed, with PostgreSQL. */
export async function measureLoad(app: App): Promise<Figure[]> {
  const figures = await measureLoadOn('PGlite', app);
  if (!isPostgresInstalled()) {
    console.error('PostgreSQL is not installed: its rows are missing.');
    return figures;
  }

  const cluster = await startCluster();
  const onPostgres = await startApp({ DATABASE_URL: cluster.url });
  try {
    return [...figures, ...(await measureLoadOn('PostgreSQL', onPostgres))];
  } finally {
    await onPostgres.close();
    await cluster.close();
  }
}

async function measureLoadOn(database: string, app: App): Promise<Figure[]> {
  const { rounds: signIns, sessionCookie } = await loadSignIns(app);
  const reads = await loadSessionReads(app, sessionCookie);
  const durations = signIns.flatMap((round) => round.durations);

  return [
    {
      what: `Passkey sign-ins, 16 at a time, ${database}`,
      unit: '/s',
      ...summary(signIns.map(({ perSecond }) => perSecond)),
      example: [370, 400],
      target: { atLeast: LEAST_SIGN_INS_PER_SECOND },
    },
    { what: `  half of them within, ${database}`, unit: 'ms', value: percentile(durations, 0.5) },
    { what: `  95 of 100 within, ${database}`, unit: 'ms', value: percentile(durations, 0.95) },
    {
      what: `Session reads, 16 at a time, ${database}`,
      unit: '/s',
      ...summary(reads.map(({ perSecond }) => perSecond)),
      example: 1020,
    },
    {
      what: `Memory of the app after that, ${database}`,
      unit: 'MB',
      value: app.memory() / 1_000_000,
      example: 312,
    },
  ];
}

/** Reads the session of a cookie, sixteen at a time. Throws if an answer has no user. */
async function loadSessionReads({ url }: App, cookie: string) {
  const clients = Array.from({ length: READERS }, () => createClient(url));
  const paths = Array.from({ length: WARM_UP_READS + READS }, () => '/api/auth/session');

  const rounds = await loadInRounds(clients, paths, WARM_UP_READS, async (client, path) => {
    const { status, body } = await client.get(path, cookie);
    if (status !== 200 || !body.includes('"user"')) {
      throw new Error(`A session was not read: ${status} ${body}`);
    }
  });
  for (const client of clients) client.close();
  return rounds;
}
