import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '@prisma/client';

import { env } from '@/utils/base/env.server';
import { observeCall } from '@/utils/base/telemetry.server';
import { QUERY_LIMIT_MS, queryInTime } from '@/utils/data/query-deadline.server';

type Connected = Awaited<ReturnType<PrismaPg['connect']>>;

/** Without transactions, because one that is given up half-way would stay open on its connection. */
class PunctualPg extends PrismaPg {
  override async connect(): Promise<Connected> {
    const connected = await super.connect();
    const read = connected.queryRaw.bind(connected);
    const write = connected.executeRaw.bind(connected);
    return Object.assign(connected, {
      queryRaw: (query: Parameters<typeof read>[0]) => observed(query.sql, () => read(query)),
      executeRaw: (query: Parameters<typeof write>[0]) => observed(query.sql, () => write(query)),
      startTransaction: () => Promise.reject(new Error('There are no transactions here.')), // guard: no-transactions
    });
  }
}

const observed = <T>(sql: string, query: () => Promise<T>): Promise<T> =>
  observeCall({ dependency: 'postgresql', operation: describe(sql) }, () => queryInTime(query));

/** A query's first word and first table, such as `SELECT User`. */
function describe(sql: string): string {
  const [word = ''] = /[a-z]+/i.exec(sql) ?? [];
  const [, model = ''] = /"\."(\w+)"/.exec(sql) ?? [];
  return `${word} ${model}`.trim();
}

/** Survives hot reloading, which would leave a pool of connections behind each time. */
const kept = globalThis as typeof globalThis & { passkeyDatabase?: PrismaClient };

/** The schema that Prisma takes from the URL. PostgreSQL's search path may name another one. */
const schema = () => new URL(env().DATABASE_URL).searchParams.get('schema') ?? 'public';

export function db(): PrismaClient {
  return (kept.passkeyDatabase ??= new PrismaClient({
    adapter: new PunctualPg(
      {
        connectionString: env().DATABASE_URL,
        connectionTimeoutMillis: QUERY_LIMIT_MS,
        query_timeout: QUERY_LIMIT_MS, // guard: query-deadline
        // PostgreSQL would go on with a query that we have given up.
        statement_timeout: QUERY_LIMIT_MS, // guard: statement-deadline
      },
      { schema: schema() },
    ),
  }));
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The name of a model's table, for raw SQL. */
export const table = (model: Prisma.ModelName) =>
  Prisma.raw([schema(), model].map(quote).join('.'));

/** The name of a column, for raw SQL. */
export const column = (name: string) => Prisma.raw(quote(name));

/** Whether a row could not be written because its user is gone: Prisma's error P2003. */
export const isOrphan = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003';

/** A host app may have others. */
const TABLES: Prisma.ModelName[] = [
  'User',
  'Account',
  'Session',
  'VerificationToken',
  'SpentToken',
  'PasskeyName',
  'RateLimit',
  'AccountMail',
  'ChangeOrigin',
];

/** In ms, after an answer. */
const HEALTH_LIFE_MS = 1_000;

const health = { isUp: Promise.resolve(false), until: 0 };

/**
 * Whether the database has our tables, can be written to, and answers in time. Those who ask while a query runs,
 * or within a second of its answer, share that query, because strangers may ask.
 */
export function isDatabaseUp(): Promise<boolean> {
  if (performance.now() < health.until) return health.isUp; // guard: one-health-query
  health.until = Infinity;
  health.isUp = askDatabase().finally(() => {
    health.until = performance.now() + HEALTH_LIFE_MS;
  });
  return health.isUp;
}

async function askDatabase(): Promise<boolean> {
  const selects = TABLES.map((model) => Prisma.sql`SELECT FROM ${table(model)}`);
  try {
    // PostgreSQL looks for each table, and reads none.
    const [answer] = await db().$queryRaw<{ isReadOnly: boolean }[]>`
      WITH "ours" AS (${Prisma.join(selects, ' UNION ALL ')})
      SELECT current_setting('transaction_read_only') = 'on' AS "isReadOnly"`;
    return answer?.isReadOnly === false;
  } catch {
    return false;
  }
}
