import { db, isDuplicate } from '@/utils/db.server';
import { RESULT_LIFE_MS } from '@/utils/passkey-result.server';

/** Long after a row is needed: an older token is refused for its age alone. */
const KEEP_MS = 2 * RESULT_LIFE_MS;

/** Old rows are in nobody's way: each process looks for them once a minute at most. */
const PURGE_EVERY_MS = 60_000;
let purgedAt = 0;

/**
 * Spends a sign-in token: true for exactly one of all requests that bring it, on whichever
 * instance they arrive, because a unique row in the shared database decides.
 */
export async function spendToken(token: {
  userId: string;
  action: string;
  idempotencyKey: string;
}): Promise<boolean> {
  await purge();

  try {
    await db().spentToken.create({ data: token });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

async function purge(): Promise<void> {
  const now = Date.now();
  if (now - purgedAt < PURGE_EVERY_MS) return;
  purgedAt = now;
  await db().spentToken.deleteMany({ where: { spentAt: { lt: new Date(now - KEEP_MS) } } });
}
