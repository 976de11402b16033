const MINUTE_MS = 60_000;

/**
 * Makes a housekeeping job that runs at most once a minute in this process, and never throws. If `work` resolves
 * to false, it is not done, and the next call goes on with it.
 */
export function onceAMinute(work: (now: number) => Promise<boolean>): () => Promise<void> {
  let nextAt = 0;

  return async () => {
    const now = Date.now();
    if (now < nextAt) return;
    nextAt = now + MINUTE_MS;
    const isDone = await work(now).catch(() => true);
    if (!isDone) nextAt = 0;
  };
}
