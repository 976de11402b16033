import type { Page } from '@playwright/test';

import { messages } from '@/utils/base/messages';

import { beAdaOfAnHourAgo, offeredTo, ownPasskeys } from '../support/browser/confirm-steps';
import { alertOn, beSignedIn, mailedLink, newsOn, passkeyItems } from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

/** The route asks for a confirmation. */
test.use({ expectedErrors: /status of 401/ });

const mailInstead = (page: Page) =>
  page.getByRole('link', { name: 'Use an e-mailed link instead' });

async function openDeletion(page: Page) {
  await page.getByRole('button', { name: 'Delete account' }).click();
  await page.getByLabel('Type “delete” to confirm').fill('delete');
}

test('an hour after the sign-in, the passkey of this user alone confirms the deletion', async ({
  page,
  app,
  device,
}) => {
  const { bob } = await beAdaOfAnHourAgo(page, app);
  const offered = offeredTo(page);
  const own = await ownPasskeys(page);
  await openDeletion(page);
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible();
  expect(offered).toEqual([own]);
  expect(await device.passkeys()).toMatchObject([{ userName: bob }]);

  await page.goto('/signin');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByText(`Signed in as ${bob}`)).toBeVisible();
  await expect(passkeyItems(page)).toHaveCount(1);
});

test('a user who cancels has done nothing, and may use a mailed link instead, which leads back to the question', async ({
  page,
  app,
  device,
}) => {
  const { ada } = await beAdaOfAnHourAgo(page, app);
  await device.setRecognised(false);
  await openDeletion(page);
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(alertOn(page)).toHaveText(messages.not_confirmed);
  await mailInstead(page).click();
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await page.goto(await mailedLink(page, app, ada));
  await expect(page.getByRole('dialog')).toHaveAccessibleName('Delete your account?');
  await page.getByLabel('Type “delete” to confirm').fill('delete');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible();
});

test('while the browser waits for the passkey, Cancel ends that, and the question stays', async ({
  page,
  app,
  device,
}) => {
  await beAdaOfAnHourAgo(page, app);
  await device.setTouched(false);
  await openDeletion(page);
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByRole('button', { name: 'Waiting for your passkey…' })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(alertOn(page)).toHaveText(messages.not_confirmed);

  await device.setTouched(true);
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible();
});

test('a passkey confirms its own removal, at the second try as well', async ({
  page,
  app,
  device,
}) => {
  const { bob } = await beAdaOfAnHourAgo(page, app);
  await device.setRecognised(false);
  await page.getByRole('button', { name: /^Remove / }).click();
  await page.getByRole('button', { name: 'Remove passkey' }).click();
  await expect(alertOn(page)).toHaveText(messages.not_confirmed);
  expect(await device.passkeys()).toHaveLength(2);

  await device.setRecognised(true);
  await page.getByRole('button', { name: 'Remove passkey' }).click();
  await expect(newsOn(page)).toHaveText('Passkey removed.');
  await expect.poll(() => device.passkeys()).toMatchObject([{ userName: bob }]);
});

test('the passkey confirms that a newer session ends', async ({ page, app, device, browser }) => {
  const { ada } = await beAdaOfAnHourAgo(page, app);
  const elsewhere = await browser.newContext({ baseURL: app.url });
  const other = await elsewhere.newPage();
  await beSignedIn(other, app, ada);
  await page.reload();

  await device.setRecognised(false);
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(alertOn(page)).toHaveText(messages.not_confirmed);
  await expect(mailInstead(page)).toBeVisible();
  await other.reload();
  await expect(other.getByText(`Signed in as ${ada}`)).toBeVisible();

  await device.setRecognised(true);
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(newsOn(page)).toHaveText(messages.signed_out_elsewhere);
  await other.reload();
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await elsewhere.close();
});

test.describe('while the browser cannot reach Authsignal', () => {
  test.use({ expectedErrors: /status of 401|ERR_FAILED/ });

  test('the page says so, and offers the mailed link', async ({ page, app, device }) => {
    await beAdaOfAnHourAgo(page, app);
    expect(await device.passkeys()).toHaveLength(2);
    const client = /\/v1\/client\//;
    await page.route(client, (route) => route.abort());
    await page.getByRole('button', { name: /^Remove / }).click();
    await page.getByRole('button', { name: 'Remove passkey' }).click();
    await expect(alertOn(page)).toHaveText(messages.passkeys_unavailable);
    await expect(mailInstead(page)).toBeVisible();

    await page.unroute(client);
    await page.getByRole('button', { name: 'Remove passkey' }).click();
    await expect(newsOn(page)).toHaveText('Passkey removed.');
  });
});
