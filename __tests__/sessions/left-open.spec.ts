import type { Page } from '@playwright/test';

import { beSignedIn } from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

test.use({ expectedErrors: /status of 401/ });

/** Signs out in another tab, and comes back to this one. */
async function signOutElsewhere(page: Page, url: string) {
  const other = await page.context().newPage();
  await other.goto(url);
  await other.getByRole('button', { name: 'Sign out', exact: true }).click();
  await other.waitForURL('**/signin**');
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.waitForURL(/\/signin(\?callbackUrl.*)?$/);
}

test('a tab that waits for a mail shows nothing more either', async ({ page, app }) => {
  const address = await beSignedIn(page, app);
  await page.goto('/signin?confirm');
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
  await expect(page.getByText(address)).toBeVisible();

  await signOutElsewhere(page, app.url);
  await expect(page.getByText(address)).toBeHidden();
});

test('a tab that stayed open shows nothing more when its user comes back after a sign-out', async ({
  page,
  app,
}) => {
  const address = await beSignedIn(page, app);
  const comeBack = () => page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.goto('/');
  const checked = page.waitForResponse((answer) => answer.url().endsWith('/api/sessions'));
  await comeBack();
  expect((await checked).status()).toBe(200);
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();

  await signOutElsewhere(page, app.url);
  await expect(page.getByText(address)).toBeHidden();
});
