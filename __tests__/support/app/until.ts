import { setTimeout } from 'node:timers/promises';

/** Resolves when it is so; where it never is, the test runs out of time. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setTimeout(50);
}

/** Looks again until the fact holds, for a quarter of a minute: what fails is cleared away beside the requests. */
export async function eventually(fact: () => Promise<void>): Promise<void> {
  const end = Date.now() + 15_000;
  for (;;) {
    const failure = await fact().catch((error: unknown) => error);
    if (!failure) return;
    if (Date.now() > end) throw failure;
    await setTimeout(200);
  }
}
