import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '@prisma/client';

import { env } from '@/utils/base/env.server';
import { QUERY_LIMIT_MS, queryInTime } from '@/utils/data/query-deadline.server';

type Connected = Awaited<ReturnType<PrismaPg['connect']>>;

/**
 * Prisma's adapter for PostgreSQL, whose queries end when the answer to the request is due, and throw
 * DatabaseOut where the database fails. It has no transactions: one that is given up half-way would leave
 * its connection to the next request, still open. What belongs together is one statement.
 */
class PunctualPg extends PrismaPg {
  override async connect(): Promise<Connected> {
    const connected = await super.connect();
    const read = connected.queryRaw.bind(connected);
    const write = connected.executeRaw.bind(connected);
    return Object.assign(connected, {
      queryRaw: (query: Parameters<typeof read>[0]) => queryInTime(() => read(query)),
      executeRaw: (query: Parameters<typeof write>[0]) => queryInTime(() => write(query)),
      startTransaction: () => Promise.reject(new Error('There are no transactions here.')), // guard: no-transactions
    });
  }
}

/** Survives hot reloading, which would otherwise leave a pool of connections behind each time. */
const kept = globalThis as typeof globalThis & { passkeyDatabase?: PrismaClient };

/** Where the tables are: Prisma has the URL name it, and PostgreSQL's search path may say otherwise. */
const schema = () => new URL(env().DATABASE_URL).searchParams.get('schema') ?? 'public';

/** The one database client of the process, connected on first use. */
export function db(): PrismaClient {
  return (kept.passkeyDatabase ??= new PrismaClient({
    adapter: new PunctualPg(
      {
        connectionString: env().DATABASE_URL,
        connectionTimeoutMillis: QUERY_LIMIT_MS,
        query_timeout: QUERY_LIMIT_MS, // guard: query-deadline
        // PostgreSQL does not hear that a query was given up. Behind a lock, it would be done much later.
        statement_timeout: QUERY_LIMIT_MS, // guard: statement-deadline
      },
      { schema: schema() },
    ),
  }));
}

/** A model's table, for a statement of our own. */
export const table = (model: Prisma.ModelName) =>
  Prisma.raw(`${quoted(schema())}.${quoted(model)}`);

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Whether a row could not be written since the user it belongs to is gone: Prisma's error P2003. */
export const isOrphan = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003';

/** What the app needs. A site's other tables are not its affair. */
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

/** Whether the database has our tables, can be written to, and answers before the answer is due. */
export async function isDatabaseUp(): Promise<boolean> {
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
