import { setTimeout } from 'node:timers/promises';

import { AppError } from '@/utils/base/errors';
import { onceAMinute } from '@/utils/data/once-a-minute.server';
import { count, type LimitName, limits, tooManyRequests } from '@/utils/limits/rate-limits.server';

/** In ms. Most of the time of an answer stays for Authsignal. */
const MAX_WAIT_MS = 1_000;
const POLL_MS = 20;

/** By limit and client or user: attempts under way, and the last known count of failures. */
const known = new Map<string, { underWay: number; counted: number; until: number }>();

const forgetOld = onceAMinute(async (now) => {
  for (const [id, { underWay, until }] of known) {
    if (underWay === 0 && until < now) known.delete(id);
  }
  return true;
});

/**
 * Makes an attempt, and counts it if it fails. A good sign-in costs no query. Throws `too_many_requests` if
 * the limit is reached as far as this process knows, which hears the shared count with each failure. No more
 * attempts are under way than may still fail: others wait, and get `service_unavailable` after a second.
 */
export async function limitFailures<T>(
  limit: LimitName,
  key: string,
  make: () => Promise<T>,
  isFailure: (result: T) => boolean,
): Promise<T> {
  const attempts = await enter(limit, `${limit}\n${key}`);
  try {
    const result = await make();
    if (isFailure(result)) await countFailure(attempts, limit, key); // guard: count-bad-tokens
    return result;
  } finally {
    attempts.underWay--;
  }
}

/** If the database is out, this process counts for itself. */
async function countFailure(
  attempts: { counted: number; until: number },
  limit: LimitName,
  key: string,
): Promise<void> {
  try {
    Object.assign(attempts, await count(limit, key));
  } catch (error) {
    const now = Date.now();
    const isOver = now >= attempts.until;
    attempts.counted = isOver ? 1 : attempts.counted + 1; // guard: count-alone
    attempts.until = isOver ? now + limits[limit].duration * 1000 : attempts.until;
    throw error;
  }
}

async function enter(limit: LimitName, id: string) {
  await forgetOld();
  const { points } = limits[limit];
  const giveUpAt = performance.now() + MAX_WAIT_MS;
  for (;;) {
    const attempts = known.get(id) ?? { underWay: 0, counted: 0, until: 0 };
    const failures = Date.now() < attempts.until ? attempts.counted : 0;
    if (failures >= points) throw tooManyRequests(limit, attempts.until); // guard: limit-tokens
    if (failures + attempts.underWay < points) {
      attempts.underWay++;
      known.set(id, attempts);
      return attempts;
    }
    if (performance.now() > giveUpAt) throw new AppError('service_unavailable', { retryAfter: 1 });
    await setTimeout(POLL_MS);
  }
}
