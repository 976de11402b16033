import { setTimeout } from 'node:timers/promises';

import { log } from '@/utils/base/log.server';
import { besideRequest } from '@/utils/base/current-request.server';

/** Before each further attempt, in milliseconds: a database that is out is back in minutes, if not at once. */
const PAUSES_MS = [1_000, 4_000, 15_000, 60_000, 300_000];

/**
 * Does `work` beside the request, after `wait` milliseconds, and a few times more where it fails; after
 * the last time, or when the process ends, it is given up. It has to bear to be done twice: of what has
 * failed, the answer alone may be lost.
 */
export const insist = (work: () => Promise<unknown>, wait = 0): void =>
  besideRequest(async () => {
    for (const pause of [wait, ...PAUSES_MS]) {
      await setTimeout(pause, undefined, { ref: false });
      const isDone = await work().then(
        () => true,
        () => false,
      );
      if (isDone) return;
    }
    log.error({ event: 'given_up' });
  });

/** Does `work` now, and where it fails, insists on it and goes on. */
export const nowOrLater = (work: () => Promise<unknown>): Promise<unknown> =>
  work().catch(() => insist(work));
