import { letConditionalRequestsWait } from '../support/browser/conditional-requests';
import { expect, test } from '../support/browser/test';
import { watchScripts } from '../support/browser/watch-scripts';

/** 1.06 of an empty Next.js page, and what the whole may take with the SDK; `npm run bench -- size`. */
const MOST_BYTES = { withoutSdk: 118_000, withSdk: 134_000 };

test('the sign-in page keeps to its budget of JavaScript, and asks our server for nothing else', async ({
  page,
  app,
}) => {
  const waiting = await letConditionalRequestsWait(page);
  const scripts = await watchScripts(page);
  const others: string[] = [];
  page.on('request', (request) => {
    const isCall = ['fetch', 'xhr', 'ping', 'websocket'].includes(request.resourceType());
    if (request.url().startsWith(app.url) && isCall) others.push(request.url());
  });

  await page.goto('/signin');
  await expect.poll(waiting).toBe(1);
  await page.waitForLoadState('networkidle');

  const sum = (some: { bytes: number }[]) => some.reduce((total, { bytes }) => total + bytes, 0);
  const withoutSdk = scripts().filter(({ url }) => !url.endsWith('/authsignal.js'));
  expect(withoutSdk.length).toBe(scripts().length - 1);
  expect(sum(withoutSdk)).toBeGreaterThan(100_000);
  expect(sum(withoutSdk)).toBeLessThan(MOST_BYTES.withoutSdk);
  expect(sum(scripts())).toBeLessThan(MOST_BYTES.withSdk);
  expect(others).toEqual([]);
});
