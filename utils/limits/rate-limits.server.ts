import { createHmac } from 'node:crypto';

import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';

import { db } from '@/utils/data/db.server';
import { env } from '@/utils/base/env.server';
import { AppError } from '@/utils/base/errors';
import { log, nameOf } from '@/utils/base/log.server';
import { onceAMinute } from '@/utils/data/at-most-once-a-minute.server';

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
  /** Each name or removal asks Authsignal for the list first, also where it names nobody's passkey. */
  passkey_changes_per_user: { points: 60, duration: HOUR },
  /** Links that do not work. Guessing one is hopeless; this spares the database. */
  bad_links_per_client: { points: 30, duration: 15 * MINUTE },
} as const satisfies Record<string, { points: number; duration: number }>;

export type LimitName = keyof typeof limits;

/** What this process has last heard of a count: how many are left, until when (Unix time, ms). */
const heard = new Map<string, { left: number; until: number }>();

const purge = onceAMinute(async (now) => {
  for (const [key, { until }] of heard) if (until < now) heard.delete(key);

  await db().rateLimit.deleteMany({ where: { expire: { lt: new Date(now) } } });
});

/** Counts once. Throws `too_many_requests` where that is over the limit, and then it does not count. */
export async function consume(name: LimitName, key: string): Promise<void> {
  await purge();
  await answerOf(name, key, (limiter, hash) => limiter.consume(hash));
}

/**
 * How many are left, as far as this process has heard. Throws `too_many_requests` where none is. It
 * counts nothing and asks nobody, because every good sign-in passes here: another instance, or this
 * one after a restart, learns with its next count, in the shared database, how many there were.
 */
export function check(name: LimitName, key: string): number {
  const { left, until } = heard.get(hashOf(name, key)) ?? { left: 0, until: 0 };
  const wait = until - Date.now();
  if (wait <= 0) return limits[name].points;
  if (left === 0) throw overLimit(name, wait); // guard: limit-tokens
  return left;
}

/** Takes one count back: what was counted came to nothing, or turned out to be good. */
export async function giveBack(name: LimitName, key: string): Promise<void> {
  await answerOf(name, key, (limiter, hash) => limiter.reward(hash));
}

/**
 * The library increments by one atomic upsert, so that instances count together. It would purge by
 * a timer of its own, whose errors go to the console with what the driver says: see `purge`.
 */
const limiterOf = (name: LimitName) =>
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
async function answerOf(
  name: LimitName,
  key: string,
  ask: (limiter: RateLimiterPrisma, hash: string) => Promise<RateLimiterRes>,
): Promise<void> {
  const hash = hashOf(name, key);
  const hear = ({ remainingPoints: left, msBeforeNext }: RateLimiterRes) =>
    heard.set(hash, { left, until: Date.now() + msBeforeNext });

  try {
    hear(await ask(limiterOf(name), hash));
  } catch (error) {
    if (error instanceof RateLimiterRes) {
      hear(error);
      // What is refused does not happen: a crowd that comes at once does not stay locked out by it.
      await giveBack(name, key).catch(() => {});
      throw overLimit(name, error.msBeforeNext);
    }
    // All that is limited needs the same database, and could not be done without it either.
    log.error({ event: 'limit_unknown', error: nameOf(error) });
    throw new AppError('service_unavailable');
  }
}

function overLimit(limit: LimitName, ms: number): AppError {
  log.warn({ event: 'rate_limited', limit });
  return new AppError('too_many_requests', { retryAfter: Math.max(1, Math.ceil(ms / 1000)) });
}
