import type { Prisma } from '@prisma/client';

import { column, db, table } from '@/utils/data/db.server';
import { onceAMinute } from '@/utils/data/once-a-minute.server';

/** So many rows are deleted at a time, because a request waits for it. */
const BATCH = 1_000;

/**
 * Deletes rows whose time in `timeColumn`, which must have an index, is before `end`: the thousand oldest. Resolves
 * to whether they were all.
 */
export async function deleteOld(
  model: Prisma.ModelName,
  timeColumn: string,
  end: Date,
): Promise<boolean> {
  // It does not wait for rows that other requests hold, because that could end in a deadlock.
  const deleted = await db().$executeRaw`
    DELETE FROM ${table(model)} WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM ${table(model)} WHERE ${column(timeColumn)} < ${end}
      ORDER BY ${column(timeColumn)} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    ))`;
  return deleted < BATCH;
}

/** Makes a housekeeping job that deletes rows after `keepMs` milliseconds, a thousand at each call. */
export const createPurge = (model: Prisma.ModelName, timeColumn: string, keepMs = 0) =>
  onceAMinute((now) => deleteOld(model, timeColumn, new Date(now - keepMs)));
