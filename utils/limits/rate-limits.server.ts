import { RateLimiterPrisma } from 'rate-limiter-flexible';

import { keyedHash } from '@/utils/base/client-address.server';
import { AppError } from '@/utils/base/errors';
import { log } from '@/utils/base/log.server';
import { db } from '@/utils/data/db.server';
import { onceAMinute } from '@/utils/data/once-a-minute.server';
import { createPurge } from '@/utils/data/purge.server';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The closed list of limits: `points` in `duration` seconds, which begin with the first. */
export const limits = {
  mails_per_address: { points: 3, duration: 15 * MINUTE },
  mails_per_address_and_day: { points: 10, duration: 24 * HOUR },
  // No lower, because all users of an office, or of a carrier's gateway, are one client.
  mails_per_client: { points: 60, duration: HOUR },
  bad_links_per_client: { points: 30, duration: 15 * MINUTE },
  bad_tokens_per_client: { points: 30, duration: 5 * MINUTE },
  // Of its own, because a provider that is out fails many users of one client.
  bad_callbacks_per_client: { points: 30, duration: 5 * MINUTE },
  provider_sign_ins_per_client: { points: 120, duration: HOUR },
  // By session: one that was stolen must not use up what its owner needs to undo the theft.
  confirmations_per_session: { points: 30, duration: HOUR },
  enrolments_per_session: { points: 20, duration: HOUR },
  passkey_changes_per_session: { points: 60, duration: HOUR },
  step_ups_per_session: { points: 60, duration: HOUR },
} satisfies Record<string, { points: number; duration: number }>;

export type LimitName = keyof typeof limits;

const purge = createPurge('RateLimit', 'expire');

const forgetReached = onceAMinute(async () => {
  reached.clear();
  return true;
});

/** In ms. No longer, because another process may have given back meanwhile. */
const REMEMBER_MS = 1_000;

/** By limit and key: until when a limit is reached that was reached a moment ago. */
const reached = new Map<string, { until: number; forgetAt: number }>();

/**
 * Counts one, and resolves to a function that takes it back. Throws `too_many_requests` if that is over the
 * limit, and then it does not count. For a second this process refuses further ones without a query.
 */
export async function consume(name: LimitName, key: string): Promise<() => Promise<void>> {
  const id = `${name}\n${key}`;
  const known = reached.get(id);
  const isKnown = known && Date.now() < Math.min(known.forgetAt, known.until);
  if (isKnown) throw tooManyRequests(name, known.until); // guard: cheap-refusal

  const { counted, until } = await count(name, key);
  const giveBack = () => uncount(name, key, until);
  if (counted <= limits[name].points) return () => giveBack().then(() => void reached.delete(id));

  reached.set(id, { until, forgetAt: Date.now() + REMEMBER_MS });
  // Otherwise a crowd that comes at one moment would stay locked out.
  await giveBack().catch(() => {});
  throw tooManyRequests(name, until);
}

/** Counts one, even over the limit. Resolves to the count, and when it ends (Unix time, in ms). */
export async function count(name: LimitName, key: string) {
  await forgetReached();
  await purge();
  // By one atomic upsert, so that processes count together.
  const { consumedPoints, msBeforeNext } = await limiterOf(name).penalty(hashOf(name, key));
  return { counted: consumedPoints, until: Date.now() + msBeforeNext };
}

/** Takes one back of the count that ends at `until`, if it has not ended: that of a later one stays. */
async function uncount(name: LimitName, key: string, until: number): Promise<void> {
  await db().rateLimit.updateMany({
    where: {
      key: limiterOf(name).getKey(hashOf(name, key)),
      points: { gt: 0 },
      expire: { gt: new Date(), lte: new Date(until) }, // guard: same-window
    },
    data: { points: { decrement: 1 } },
  });
}

const limiterOf = (name: LimitName) =>
  new RateLimiterPrisma({
    ...limits[name],
    storeClient: db(),
    tableName: 'rateLimit',
    keyPrefix: name,
    // Its timer would print the driver's errors to the console. `purge` replaces it.
    clearExpiredByTimeout: false,
  });

const hashOf = (name: LimitName, key: string) => keyedHash(`${name}\n${key}`);

/** Logs that a limit is reached, and makes the refusal. */
export function tooManyRequests(limit: LimitName, until: number): AppError {
  log.warn({ event: 'rate_limited', limit });
  const seconds = Math.ceil((until - Date.now()) / 1000);
  return new AppError('too_many_requests', { retryAfter: Math.max(1, seconds) });
}
