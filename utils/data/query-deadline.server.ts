import { z } from 'zod';

import { log, nameOf } from '@/utils/base/log.server';
import { timeLeft } from '@/utils/base/current-request.server';

/** For a connection, and for each query, in ms: a database that hangs counts as one that is out. */
export const QUERY_LIMIT_MS = 3_000;

/**
 * The database is out, or too slow for the answer. No AppError: Prisma takes whatever has a `code` for an
 * error of its own, and replaces it.
 */
class DatabaseOut extends Error {
  override readonly name = 'DatabaseOut';
}

/** By its name: the class of a page, which may have opened the database client, is not that of the API. */
export const isDatabaseOut = (error: unknown): boolean => nameOf(error) === 'DatabaseOut';

/**
 * PostgreSQL's classes of errors that blame the query: its values, a constraint, its words (appendix A);
 * less that a table or a column is missing, which its migrations are to bring.
 */
const BLAMES_QUERY = /^(22|23|42(?!P01|703))/;

/** What Prisma's driver adapter knows of a failure, its texts apart: they may hold a secret. */
const failureSchema = z.object({
  cause: z.object({ kind: z.string(), originalCode: z.string() }).partial(),
});

/**
 * Asks the database, until the answer to the request is due. Throws DatabaseOut where that comes first or
 * the database fails, and what the database says where the query is wrong.
 */
export async function queryInTime<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await untilDue(ask);
  } catch (error) {
    const { kind, originalCode = '' } = failureSchema.safeParse(error).data?.cause ?? {};
    const blamesQuery = BLAMES_QUERY.test(originalCode);
    const event = blamesQuery ? 'query_refused' : 'database_failed';
    log.error({ event, kind, code: originalCode });
    throw blamesQuery ? error : new DatabaseOut();
  }
}

/** Rejects when the answer is due, and does not begin after that. */
async function untilDue<T>(ask: () => Promise<T>): Promise<T> {
  const late = new Error('The answer is due.');
  if (timeLeft() === 0) throw late;

  let timer: NodeJS.Timeout | undefined;
  const due = new Promise<never>((_resolve, reject) => {
    // Outside of a request the two limits of the door are the only ones.
    timer = setTimeout(reject, Math.min(timeLeft(), 2 * QUERY_LIMIT_MS), late);
  });
  return Promise.race([ask(), due]).finally(() => clearTimeout(timer));
}
