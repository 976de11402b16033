/** How the clock is set: further on, to a moment, or (undefined) to the real time again. */
type ClockChange = { advanceMs: number } | { at: string } | undefined;

export type Clock = ReturnType<typeof createClock>;

/** A clock that goes on from where it is set. `real` is in ms since 1970. */
export function createClock(real: () => number) {
  let ahead = 0;

  return {
    now: () => real() + ahead,
    /** By how many ms it is ahead of the real time. */
    ahead: () => ahead,
    set(change: ClockChange) {
      if (!change) ahead = 0;
      else if ('at' in change) ahead = Date.parse(change.at) - real();
      else ahead += change.advanceMs;
    },
  };
}
