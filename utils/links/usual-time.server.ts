import { setTimeout as wait } from 'node:timers/promises';

const REMEMBERED = 32;

/**
 * How long something has lately taken in this process, so that an answer that does without it takes
 * as long. `begun` is what `performance.now()` said when it began.
 */
export function usualTime() {
  const lately: number[] = [];

  return {
    /** Remembers one that has just ended. */
    note(begun: number): void {
      lately.push(performance.now() - begun);
      if (lately.length > REMEMBERED) lately.shift();
    },

    /** Waits until as much time has passed as one of the last took, whichever: all are as likely. */
    async waitFrom(begun: number): Promise<void> {
      const usual = lately[Math.floor(Math.random() * lately.length)] ?? 0;
      await wait(Math.max(0, begun + usual - performance.now()));
    },
  };
}
