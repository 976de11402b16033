import { db, isDuplicate } from '@/utils/db.server';
import { onceAMinute } from '@/utils/once-a-minute.server';
import { RESULT_LIFE_MS } from '@/utils/passkey-result.server';

/** Long after a row is needed: an older token is refused for its age alone. */
const KEEP_MS = 2 * RESULT_LIFE_MS;

const purge = onceAMinute((now) =>
  db().spentToken.deleteMany({ where: { spentAt: { lt: new Date(now - KEEP_MS) } } }),
);

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
