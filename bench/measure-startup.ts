import getPort from 'get-port';

import { startNext } from '../__tests__/support/processes/next-process';
import { type Figure, summary } from './print-figures';
import type { App } from './start-app';

const STARTS = 5;

/** From `npm start` (without npm itself) to the first answer of /signin. */
export async function measureStartup({ env }: App): Promise<Figure[]> {
  const times: number[] = [];
  for (let count = 0; count < STARTS; count++) {
    const port = String(await getPort());
    const start = performance.now();
    const next = await startNext('start', port, env);
    times.push(performance.now() - start);
    await next.close();
  }
  return [{ what: 'From start to the first answer', unit: 'ms', ...summary(times) }];
}
