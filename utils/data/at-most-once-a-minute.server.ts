const MINUTE_MS = 60_000;

/**
 * Housekeeping that a request may set off: what it returns does `work` when it is called, but once a
 * minute at most in this process. Old rows are in nobody's way for longer than that. It never throws:
 * whatever is wrong with the database, the next query finds it out.
 */
export function onceAMinute(work: (now: number) => Promise<unknown>): () => Promise<void> {
  let doneAt = 0;

  return async () => {
    const now = Date.now();
    if (now - doneAt < MINUTE_MS) return;
    doneAt = now;
    await work(now).catch(() => {});
  };
}
