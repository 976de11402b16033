import { setTimeout } from 'node:timers/promises';

/** Resolves when it is so; where it never is, the test runs out of time. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setTimeout(10);
}
