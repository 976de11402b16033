import type { Prisma } from '@prisma/client';

import { column, db, table } from '@/utils/data/db.server';
import { onceAMinute } from '@/utils/data/once-a-minute.server';

/** So many rows are deleted at a time, because a request waits for it. */
const BATCH = 1_000;

/**
 * Makes a housekeeping job that deletes the rows of a table whose time in `timeColumn` is more than `keepMs`
 * milliseconds ago, the oldest first. The column must have an index.
 */
export const createPurge = (model: Prisma.ModelName, timeColumn: string, keepMs = 0) =>
  onceAMinute(async (now) => {
    // A row that another request holds is left to a later run: waiting for it could end in a deadlock.
    const deleted = await db().$executeRaw`
      DELETE FROM ${table(model)} WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM ${table(model)} WHERE ${column(timeColumn)} < ${new Date(now - keepMs)}
        ORDER BY ${column(timeColumn)} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
      ))`;
    return deleted < BATCH;
  });
