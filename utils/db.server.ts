import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@prisma/client';

import { env } from '@/utils/env.server';
import { timeLeft } from '@/utils/request-context.server';

/** For a connection, and for each query, in ms: a database that hangs counts as one that is out. */
export const QUERY_LIMIT_MS = 3_000;

type Connected = Awaited<ReturnType<PrismaPg['connect']>>;

/** Prisma's adapter for PostgreSQL, whose queries end when the answer to the request is due. */
class PunctualPg extends PrismaPg {
  override async connect(): Promise<Connected> {
    const connected = await super.connect();
    const read = connected.queryRaw.bind(connected);
    const write = connected.executeRaw.bind(connected);
    return Object.assign(connected, {
      queryRaw: (query: Parameters<typeof read>[0]) => inTime(() => read(query)),
      executeRaw: (query: Parameters<typeof write>[0]) => inTime(() => write(query)),
    });
  }
}

/** Rejects when the answer is due, and does not begin after that. */
async function inTime<T>(ask: () => Promise<T>): Promise<T> {
  const late = new Error('The answer is due.');
  if (timeLeft() === 0) throw late;

  let timer: NodeJS.Timeout | undefined;
  const due = new Promise<never>((_resolve, reject) => {
    // Outside of a request the two limits below are the only ones.
    timer = setTimeout(reject, Math.min(timeLeft(), 2 * QUERY_LIMIT_MS), late);
  });
  return Promise.race([ask(), due]).finally(() => clearTimeout(timer));
}

/** Survives hot reloading, which would otherwise leave a pool of connections behind each time. */
const kept = globalThis as typeof globalThis & { prisma?: PrismaClient };

/** The one database client of the process, connected on first use. */
export function db(): PrismaClient {
  return (kept.prisma ??= new PrismaClient({
    adapter: new PunctualPg({
      connectionString: env().DATABASE_URL,
      connectionTimeoutMillis: QUERY_LIMIT_MS,
      query_timeout: QUERY_LIMIT_MS,
    }),
  }));
}

/** Whether the database answers before the answer to the request is due. */
export function isDatabaseUp(): Promise<boolean> {
  return db().$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  );
}
