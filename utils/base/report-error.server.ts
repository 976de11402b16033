import { log, nameOf } from '@/utils/base/log.server';

/** One per process, because Next.js bundles instrumentation.ts, pages and API routes apart. */
const kept = globalThis as typeof globalThis & { passkeyReported?: WeakSet<WeakKey> };
const reported = (kept.passkeyReported ??= new WeakSet());

/**
 * The one place that hears of each error that the app did not expect, once. An error reporter goes here: see
 * docs/operations.md.
 */
export function reportError(error: unknown): void {
  const key = Object(error);
  if (reported.has(key)) return;
  reported.add(key);
  log.error({ event: 'internal_error', error: nameOf(error) });
}
