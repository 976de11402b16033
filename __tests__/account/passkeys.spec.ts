import type { Page } from '@playwright/test';

import { messages } from '@/utils/base/messages';

import type { RunningApp } from '../support/processes/running-app';
import { letConditionalRequestsWait } from '../support/browser/conditional-requests';
import { Device } from '../support/browser/device';
import {
  alertOn,
  beSignedIn,
  createPasskey,
  keepProposedName,
  passkeyItems,
  signOut,
  untilLoaded,
  newsOn,
} from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

const item = passkeyItems;
const removeButton = (page: Page) => page.getByRole('button', { name: /^Remove / });
const dialog = (page: Page) => page.getByRole('dialog');

/** Signs out, and in again with the button. */
async function signInByPasskey(page: Page) {
  await letConditionalRequestsWait(page);
  await signOut(page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
}

/** Removes the newest passkey of the page's person behind the page's back, as another browser would. */
async function removeElsewhere(page: Page, app: RunningApp) {
  const { passkeys } = await (await page.request.get('/api/passkeys')).json();
  const path = `/api/passkeys/${passkeys[0].id}`;
  const answer = await page.request.delete(path, { headers: { Origin: app.url } });
  expect(answer.status()).toBe(204);
}

test('a passkey is created, named, used, renamed and removed, and the browser forgets it', async ({
  page,
  app,
  device,
  browser,
}) => {
  const elsewhere = await browser.newContext({ baseURL: app.url });
  const bob = await elsewhere.newPage();
  const bobsDevice = await Device.attach(bob);
  await beSignedIn(bob, app);
  await createPasskey(bob);
  await bob.getByRole('button', { name: 'Save name' }).click();

  // A ceremony wants the window that is in front.
  await page.bringToFront();
  const address = await beSignedIn(page, app);
  await createPasskey(page);
  await expect(item(page)).toContainText('Not used yet');
  await page.getByLabel('Name of this passkey').fill('  Work laptop ');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(newsOn(page)).toHaveText('Name saved.');
  await expect(page.getByRole('button', { name: 'Rename Work laptop' })).toBeFocused();
  expect(await device.passkeys()).toMatchObject([{ userName: address, userDisplayName: address }]);

  await signInByPasskey(page);
  await expect(item(page)).toContainText('This session');
  await expect(item(page)).toContainText('Last used');

  await page.getByRole('button', { name: 'Rename Work laptop' }).click();
  await expect(page.getByLabel('Name of this passkey')).toBeFocused();
  await page.getByLabel('Name of this passkey').fill('x'.repeat(61));
  await page.keyboard.press('Enter');
  await expect(alertOn(page)).toContainText('1 to 60 characters');
  await page.getByLabel('Name of this passkey').fill('仕事用 💻');
  await page.keyboard.press('Enter');
  await expect(item(page)).toContainText('仕事用 💻');

  await removeButton(page).click();
  await expect(dialog(page)).toHaveAccessibleName('Remove “仕事用 💻”?');
  await expect(dialog(page)).toContainText('It is your only passkey.');
  await expect(dialog(page)).toContainText('delete the copy there');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(removeButton(page)).toBeFocused();

  await removeButton(page).click();
  await page.getByRole('button', { name: 'Remove passkey' }).click();
  await expect(newsOn(page)).toHaveText('Passkey removed.');
  await expect(page.getByRole('heading', { name: 'Passkeys' })).toBeFocused();
  await expect(page.getByText('With a passkey you sign in')).toBeVisible();
  await expect.poll(() => device.passkeys()).toEqual([]);

  await bob.reload();
  await expect(item(bob)).toHaveCount(1);
  expect(await bobsDevice.passkeys()).toHaveLength(1);
  await elsewhere.close();
});

test('a security key holds a passkey too, and each is told when it has one', async ({
  page,
  app,
  device,
}) => {
  const key = await Device.attach(page, 'usb');
  const elsewhere = page.getByRole('button', { name: 'Use another device or security key' });
  await beSignedIn(page, app);
  await elsewhere.click();
  await expect(page.getByText('Passkey added.')).toBeVisible();
  expect(await key.passkeys()).toHaveLength(1);
  expect(await device.passkeys()).toHaveLength(0);

  await elsewhere.click();
  await expect(newsOn(page)).toHaveText(/That device already has a passkey/);
  await createPasskey(page);
  await expect(item(page)).toHaveCount(2);
  expect(await device.passkeys()).toHaveLength(1);
});

test('a device that keeps no passkeys is said to, and another one can be used', async ({
  page,
  app,
}) => {
  const key = await Device.attach(page, 'usb');
  await beSignedIn(page, app);
  await expect(page.getByText('This device cannot keep a passkey itself.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create passkey' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Not now' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Use another device or security key' }).click();
  await expect(page.getByText('Passkey added.')).toBeVisible();
  expect(await key.passkeys()).toHaveLength(1);
});

test('the page says what it waits for, and a press ends the waiting', async ({
  page,
  app,
  device,
}) => {
  await beSignedIn(page, app);
  await device.setTouched(false);
  await page.getByRole('button', { name: 'Create passkey' }).click();
  await expect(newsOn(page)).toHaveText('Waiting for your fingerprint, face or screen lock…');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(newsOn(page)).toHaveCount(0);
  await expect(alertOn(page)).toHaveCount(0);

  await device.setTouched(true);
  await createPasskey(page);
  await expect(item(page)).toHaveCount(1);
});

test('a press that ends the waiting counts before the browser has asked, too', async ({
  page,
  app,
  device,
}) => {
  await beSignedIn(page, app);
  let answer: () => void = () => undefined;
  const cancelled = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/api/auth/enroll-passkey', async (route) => {
    await cancelled;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Create passkey' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  answer();
  await expect(newsOn(page)).toHaveCount(0);
  await expect(alertOn(page)).toHaveCount(0);
  expect(await device.passkeys()).toHaveLength(0);

  await createPasskey(page);
  expect(await device.passkeys()).toHaveLength(1);
});

test('who has come by mail and has no passkey is invited, and less and less often', async ({
  page,
  app,
  device,
}) => {
  const invitation = page.getByText('Next time, sign in without a mail.');
  const isInvitedAfter = async (days: number) => {
    await page.clock.setFixedTime(Date.now() + days * 24 * 60 * 60_000);
    await page.reload();
    await expect(page.getByText('With a passkey you sign in')).toBeVisible();
    return (await invitation.count()) === 1;
  };
  await beSignedIn(page, app);
  await expect(invitation).toBeVisible();
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(invitation).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Create passkey' })).toBeVisible();

  expect(await isInvitedAfter(0.9)).toBe(false);
  expect(await isInvitedAfter(1.1)).toBe(true);
  await page.getByRole('button', { name: 'Not now' }).click();
  expect(await isInvitedAfter(7)).toBe(false);
  expect(await isInvitedAfter(8.2)).toBe(true);

  await createPasskey(page);
  await expect(invitation).toHaveCount(0);
  await signInByPasskey(page);
  await expect(item(page)).toHaveCount(1);
  await removeElsewhere(page, app);
  expect(await isInvitedAfter(1000)).toBe(false);
  expect(await device.passkeys()).toHaveLength(1);
});

test.describe('where something is refused', () => {
  test.use({ expectedErrors: /status of 40[03]/ });

  test('a passkey that was removed elsewhere signs nobody in, and the browser forgets it', async ({
    page,
    app,
    device,
  }) => {
    await beSignedIn(page, app);
    await createPasskey(page);
    await removeElsewhere(page, app);
    await signInByPasskey(page);
    await expect(alertOn(page)).toHaveText(messages.passkey_removed);
    await expect.poll(() => device.passkeys()).toEqual([]);
  });

  test('who removes a passkey confirms that it is them, and is back at the question', async ({
    page,
    app,
    device,
  }) => {
    await beSignedIn(page, app);
    await createPasskey(page);
    const refusal = { error: 'reauthentication_required', message: '' };
    const route = '**/api/passkeys/*';
    await page.route(route, (refused) => refused.fulfill({ status: 403, json: refusal }));
    await keepProposedName(page);
    await removeButton(page).click();
    const alsoSignOut = page.getByRole('checkbox', { name: 'Also sign out the other browsers' });
    await alsoSignOut.check();
    await page.getByRole('button', { name: 'Remove passkey' }).click();
    await expect(dialog(page).getByRole('alert')).toContainText('confirm first');
    await page.unroute(route);

    // The passkey is at hand, and proves who it is by itself.
    await page.getByRole('link', { name: 'Confirm that it is you' }).click();
    await expect(dialog(page)).toBeVisible();
    await expect(alsoSignOut).toBeChecked();
    await page.getByRole('button', { name: 'Remove passkey' }).click();
    await expect(newsOn(page)).toHaveText('Passkey removed.');
    await expect.poll(() => device.passkeys()).toEqual([]);
  });
});

test.describe('where somebody else signs in in another tab', () => {
  test.use({ expectedErrors: /status of 401/ });

  test('the first tab shows who is signed in by now, and every passkey stays', async ({
    page,
    app,
    device,
    context,
  }) => {
    await beSignedIn(page, app);
    await createPasskey(page);
    const bobs = await context.newPage();
    const bob = await beSignedIn(bobs, app);

    await page.bringToFront();
    await keepProposedName(page);
    await removeButton(page).click();
    await page.getByRole('button', { name: 'Remove passkey' }).click();
    await expect(page.getByText(`Signed in as ${bob}`)).toBeVisible();
    expect(await device.passkeys()).toHaveLength(1);

    await letConditionalRequestsWait(page);
    await untilLoaded(page);
    await context.clearCookies();
    await page.getByRole('button', { name: 'Create passkey' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  });
});
