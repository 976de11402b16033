const MINUTE_MS = 60_000;

/** Makes a housekeeping job that runs at most once a minute in this process, and never throws. */
export function onceAMinute(work: (now: number) => Promise<unknown>): () => Promise<void> {
  let doneAt = 0;

  return async () => {
    const now = Date.now();
    if (now - doneAt < MINUTE_MS) return;
    doneAt = now;
    await work(now).catch(() => {});
  };
}
