import type { Page } from '@playwright/test';

import {
  countConditionalRequests,
  letConditionalRequestsWait,
} from '../support/browser/conditional-requests';
import { beSignedOutWithPasskey } from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

test.use({ expectedErrors: /ERR_FAILED|ERR_INTERNET_DISCONNECTED/ });

/** A sign-in page on which nobody picks a passkey: how many requests it has made, and has waiting. */
async function watchRequests(page: Page) {
  const waiting = await letConditionalRequestsWait(page);
  const made = await countConditionalRequests(page);
  return async () => ({ waiting: await waiting(), made: await made() });
}

/** Lets what the page asks for wait until the function that it returns is called. */
async function holdBack(page: Page, what: RegExp) {
  let goOn = () => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  await page.route(what, (route) => held.then(() => route.continue()));
  return goOn;
}

test('passkeys are offered before React has arrived', async ({ page }) => {
  const requests = await watchRequests(page);
  await page.route(/framework-/, () => {});
  await page.goto('/signin', { waitUntil: 'commit' });
  await expect.poll(requests).toEqual({ waiting: 1, made: 1 });
});

test('the button works before React has arrived', async ({ page, app, device }) => {
  const { address } = await beSignedOutWithPasskey(page, app);

  const goOn = await holdBack(page, /framework-/);
  await page.goto('/signin', { waitUntil: 'commit' });
  await page.waitForRequest(/client\/challenge/);
  const answered = page.waitForResponse(/client\/verify\/passkey/);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  expect((await answered).status()).toBe(200);
  expect(await device.passkeys()).toHaveLength(1);

  goOn();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
});

test('a press is heard before any other script has arrived', async ({ page, app, device }) => {
  const { address } = await beSignedOutWithPasskey(page, app);

  const goOn = await holdBack(page, /chunks\//);
  await page.goto('/signin', { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  goOn();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
  expect(await device.passkeys()).toHaveLength(1);
});

test('the page is painted only when a press of its button counts', async ({ page }) => {
  await page.goto('/signin');
  const status = await page.evaluate(() => {
    const scripts = performance.getEntriesByType('resource').map((entry) => entry.toJSON());
    return scripts.find(({ name }) => name.endsWith('autofill.js'))?.renderBlockingStatus;
  });
  expect(status).toBe('blocking');
});

test('what waits behind the field gets a new challenge before the old one expires', async ({
  page,
}) => {
  await page.clock.install();
  const requests = await watchRequests(page);
  await page.goto('/signin');
  await expect.poll(requests).toEqual({ waiting: 1, made: 1 });

  await page.clock.fastForward('07:59');
  expect(await requests()).toEqual({ waiting: 1, made: 1 });
  await page.clock.fastForward('00:02');
  await expect.poll(requests).toEqual({ waiting: 1, made: 2 });
});

test('who comes back to a machine that was asleep finds a new challenge', async ({ page }) => {
  await page.clock.install();
  const requests = await watchRequests(page);
  await page.goto('/signin');
  await expect.poll(requests).toEqual({ waiting: 1, made: 1 });
  const look = () => page.evaluate(() => window.dispatchEvent(new Event('focus')));
  const now = await page.evaluate(() => Date.now());

  // The time goes on, and no timer runs.
  await page.clock.setSystemTime(now + 7 * 60_000);
  await look();
  expect(await requests()).toEqual({ waiting: 1, made: 1 });
  await page.clock.setSystemTime(now + 9 * 60 * 60_000);
  await look();
  await expect.poll(requests).toEqual({ waiting: 1, made: 2 });
});

test('a page that comes back from the cache of the browser offers passkeys again', async ({
  page,
}) => {
  const requests = await watchRequests(page);
  await page.goto('/signin');
  await expect.poll(requests).toEqual({ waiting: 1, made: 1 });

  await page.evaluate(() =>
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
  );
  await expect.poll(requests).toEqual({ waiting: 1, made: 2 });
});

test('a page that was opened offline offers passkeys when the network is back', async ({
  page,
  context,
}) => {
  const requests = await watchRequests(page);
  await page.route(/\/client\//, (route) => route.abort());
  const failed = page.waitForEvent('requestfailed');
  await page.goto('/signin');
  await failed;
  await page.waitForLoadState('networkidle');
  expect(await requests()).toEqual({ waiting: 0, made: 0 });

  await page.unroute(/\/client\//);
  await context.setOffline(true);
  await context.setOffline(false);
  await expect.poll(requests).toEqual({ waiting: 1, made: 1 });
});
