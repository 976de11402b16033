import { untilDue } from '@/utils/base/current-request.server';
import { z } from 'zod';

import { log, nameOf } from '@/utils/base/log.server';

/** For a connection, and for each query, in ms. */
export const QUERY_LIMIT_MS = 3_000;

/** Not an AppError, because Prisma replaces every error that has a `code`. */
class DatabaseOut extends Error {
  override readonly name = 'DatabaseOut';
}

/** By its name, because Next.js bundles pages and API routes apart, each with a class of its own. */
export const isDatabaseOut = (error: unknown): boolean => nameOf(error) === 'DatabaseOut';

/** PostgreSQL's errors (its manual, appendix A), without those for a missing table or column. */
const BLAMES_QUERY = /^(22|23|42(?!P01|703))/;

/** Of what Prisma's driver adapter reports, the texts are left out: they may hold a secret. */
const failureSchema = z.object({
  cause: z.object({ kind: z.string(), originalCode: z.string() }).partial(),
});

/** Throws DatabaseOut if the database fails, or the request's answer is due; its error if the query is wrong. */
export async function queryInTime<T>(query: () => Promise<T>): Promise<T> {
  try {
    return await untilDue(query, 2 * QUERY_LIMIT_MS);
  } catch (error) {
    const { kind, originalCode = '' } = failureSchema.safeParse(error).data?.cause ?? {};
    const blamesQuery = BLAMES_QUERY.test(originalCode);
    const event = blamesQuery ? 'query_refused' : 'database_failed';
    log.error({ event, kind, code: originalCode });
    throw blamesQuery ? error : new DatabaseOut();
  }
}
