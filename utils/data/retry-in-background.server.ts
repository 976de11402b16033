import { setTimeout } from 'node:timers/promises';

import { inBackground } from '@/utils/base/current-request.server';
import { log } from '@/utils/base/log.server';

const PAUSES_MS = [1_000, 4_000, 15_000, 60_000, 300_000];

/** Retries `work`, which must be idempotent: a failed attempt may have succeeded without our hearing so. */
export const retryInBackground = (work: () => Promise<unknown>): void =>
  inBackground(async () => {
    for (const pause of PAUSES_MS) {
      await setTimeout(pause, undefined, { ref: false });
      const isDone = await work().then(
        () => true,
        () => false,
      );
      if (isDone) return;
    }
    log.error({ event: 'retry_given_up' });
  });

/** Tries `work` now. If it fails, goes on and retries in the background. */
export const tryOrRetry = (work: () => Promise<unknown>): Promise<unknown> =>
  work().catch(() => retryInBackground(work));
