/** One of them at least. */
type Choices<T> = readonly [T, ...T[]];
export type Words = Choices<string>;

/** Chance that can be had again: the same seed gives the same throws (mulberry32). */
export function createDice(seed: number) {
  let state = seed >>> 0;

  /** From 0 up to but not including 1. */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (limit: number) => Math.floor(next() * limit);

  return {
    below,
    chance: (share: number) => next() < share,
    pick<T>(choices: Choices<T>): T {
      return choices[below(choices.length)] ?? choices[0];
    },
  };
}

export type Dice = ReturnType<typeof createDice>;
