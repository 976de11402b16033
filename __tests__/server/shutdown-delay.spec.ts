import { testWithOthers as test } from '../support/browser/other-app';
import { expect } from '../support/browser/test';

const DELAY_S = 3;

test('told to end, a process says that it is not ready, and still takes requests for a while', async ({
  startOther,
}) => {
  const app = await startOther({ SHUTDOWN_DELAY_SECONDS: String(DELAY_S) });
  const statusOf = async (path: string) =>
    (await fetch(`${app.url}${path}`, { headers: { Connection: 'close' } })).status;
  await expect.poll(() => statusOf('/api/health')).toBe(200);
  expect(await statusOf('/api/health?live')).toBe(200);

  const start = performance.now();
  process.kill(app.pid ?? 0, 'SIGTERM');
  await expect.poll(() => statusOf('/api/health')).toBe(503);
  expect(await statusOf('/api/health?live')).toBe(200);
  expect(await statusOf('/signin')).toBe(200);
  expect(performance.now() - start).toBeLessThan(DELAY_S * 1_000);

  expect(await app.ended).toBe(143);
  expect(performance.now() - start).toBeGreaterThan(DELAY_S * 1_000 - 50);
  expect(performance.now() - start).toBeLessThan((DELAY_S + 3) * 1_000);
});

test('a second signal does not wait', async ({ startOther }) => {
  const app = await startOther({ SHUTDOWN_DELAY_SECONDS: '60' });
  process.kill(app.pid ?? 0, 'SIGTERM');
  await expect.poll(async () => (await fetch(`${app.url}/api/health`)).status).toBe(503);
  process.kill(app.pid ?? 0, 'SIGTERM');
  expect(await app.ended).toBe(143);
});
