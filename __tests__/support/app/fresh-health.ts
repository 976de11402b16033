import { newPerson } from '../user/person';
import type { TestApp } from './test-app';
import { until } from './until';

/** The status of the health check once it no longer repeats what it heard before: that lasts a second. */
export async function freshHealth(app: TestApp): Promise<number> {
  const { call } = newPerson(app);
  const end = performance.now() + 1_000;
  let status = 0;
  await until(async () => {
    const isFresh = performance.now() > end;
    ({ status } = await call('GET', '/api/health'));
    return isFresh;
  });
  return status;
}
