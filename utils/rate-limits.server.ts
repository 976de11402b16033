import { createHmac } from 'node:crypto';

import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';

import { db } from '@/utils/db.server';
import { env } from '@/utils/env.server';
import { AppError } from '@/utils/errors';
import { log } from '@/utils/log.server';
import { onceAMinute } from '@/utils/once-a-minute.server';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The closed list of limits: so many `points` in `duration` seconds, which begin with the first. */
const limits = {
  /** Nobody needs a fourth link while the third still works; who floods a mailbox stops here. */
  mails_per_address: { points: 3, duration: 15 * MINUTE },
  /** The same in slow motion. */
  mails_per_address_and_day: { points: 10, duration: 24 * HOUR },
  /**
   * One client that writes to many people: our mail server's good name is at stake. No lower, since
   * an office of hundreds, or everybody behind a carrier's gateway, is one client.
   */
  mails_per_client: { points: 60, duration: HOUR },
  /** Guessing is hopeless anyway; this spares Authsignal the calls. Good sign-ins never count. */
  bad_tokens_per_client: { points: 30, duration: 5 * MINUTE },
  /** Each start is a call to Authsignal, and leaves an action there. */
  enrolments_per_user: { points: 20, duration: HOUR },
  /** Each confirmation is a call to Authsignal; those that it bears out never count. */
  bad_confirmations_per_user: { points: 30, duration: HOUR },
  /** Links that do not work. Guessing one is hopeless; this spares the database. */
  bad_links_per_client: { points: 30, duration: 15 * MINUTE },
} as const satisfies Record<string, { points: number; duration: number }>;

export type LimitName = keyof typeof limits;

const purge = onceAMinute(async (now) => {
  const old = { where: { expire: { lt: new Date(now) } } };
  // Whatever is wrong with the database, the next query finds it out.
  await db()
    .rateLimit.deleteMany(old)
    .catch(() => {});
});

/** Counts once. Throws `too_many_requests` where that is over the limit. */
export async function consume(name: LimitName, key: string): Promise<void> {
  await purge();
  await answerOf(name, () => limiter(name).consume(hashOf(name, key)));
}

/** How many are left. Throws `too_many_requests` where none is, and counts nothing. */
export async function check(name: LimitName, key: string): Promise<number> {
  const used = await answerOf(name, () => limiter(name).get(hashOf(name, key)));
  if (used && used.remainingPoints === 0) throw overLimit(name, used);
  return used?.remainingPoints ?? limits[name].points;
}

/** Takes one count back: what was counted came to nothing, or turned out to be good. */
export async function giveBack(name: LimitName, key: string): Promise<void> {
  await answerOf(name, () => limiter(name).reward(hashOf(name, key)));
}

/**
 * The library increments by one atomic upsert, so that instances count together. It would purge by
 * a timer of its own, whose errors go to the console with what the driver says: see `purge`.
 */
const limiter = (name: LimitName) =>
  new RateLimiterPrisma({
    ...limits[name],
    storeClient: db(),
    tableName: 'rateLimit',
    keyPrefix: name,
    clearExpiredByTimeout: false,
  });

const hashOf = (name: LimitName, key: string) =>
  createHmac('sha256', env().NEXTAUTH_SECRET).update(`${name}\n${key}`).digest('base64url');

/** The library rejects with its result where the limit is passed, and else with what has failed. */
async function answerOf<T>(name: LimitName, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RateLimiterRes) throw overLimit(name, error);
    // All that is limited needs the same database, and could not be done without it either.
    log.error({ event: 'limit_unknown', error: error instanceof Error ? error.name : '' });
    throw new AppError('service_unavailable');
  }
}

function overLimit(limit: LimitName, { msBeforeNext }: RateLimiterRes): AppError {
  log.warn({ event: 'rate_limited', limit });
  const retryAfter = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return new AppError('too_many_requests', { retryAfter });
}
