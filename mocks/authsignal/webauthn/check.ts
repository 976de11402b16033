/** What a response has to satisfy. */
export type Requirement<Facts> = {
  name: string;
  /** What the caller reads: words of the emulator's own, never those of a library. */
  failureReason: string;
  passes: (facts: Facts) => boolean | Promise<boolean>;
};

/** A requirement, and the step of WebAuthn Level 3 (§7.1 or §7.2) that demands it. */
export type Check<Facts> = Requirement<Facts> & { step: number };

/** Returns the first check that does not pass, or undefined if all do. */
export async function findFailure<Facts>(checks: readonly Check<Facts>[], facts: Facts) {
  for (const check of checks) {
    if (!(await check.passes(facts))) return check;
  }
}
