import type { Page } from '@playwright/test';

import { letConditionalRequestsWait } from '../support/browser/conditional-requests';
import { Device } from '../support/browser/device';
import { newBrowser } from '../support/browser/new-browser';
import { beSignedIn, createPasskey, signOut, untilLoaded } from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

const invitation = (page: Page) => page.getByText('Next time, sign in without your other device.');
const signInWithPasskey = (page: Page) =>
  page.getByRole('button', { name: 'Sign in with a passkey' }).click();

test('a user who signs in with the passkey of another device is invited to create one here, and a user of a local one is not', async ({
  page,
  app,
}) => {
  const ada = await beSignedIn(page, app);
  const bobsPage = await newBrowser(page);
  const bob = await beSignedIn(bobsPage, app);

  const key = await Device.attach(page, 'usb');
  await page.reload();
  await untilLoaded(page);
  await page.getByRole('button', { name: 'Use another device or security key' }).click();
  await expect(page.getByText('Passkey added.')).toBeVisible();
  expect(await key.passkeys()).toHaveLength(1);
  await signOut(page);
  await signInWithPasskey(page);
  await expect(page.getByText(`Signed in as ${ada}`)).toBeVisible();
  await untilLoaded(page);
  // This machine keeps no passkeys.
  await expect(page.getByText('This device cannot keep a passkey itself.')).toBeVisible();
  await expect(invitation(page)).toHaveCount(0);

  await key.setTouched(false);
  const own = await Device.attach(page);
  await page.reload();
  await expect(invitation(page)).toBeVisible();
  await createPasskey(page);
  expect(await own.passkeys()).toHaveLength(1);
  await expect(invitation(page)).toHaveCount(0);

  const bobs = await Device.attach(bobsPage);
  await bobsPage.reload();
  await createPasskey(bobsPage);
  expect(await bobs.passkeys()).toHaveLength(1);
  await letConditionalRequestsWait(bobsPage);
  await signOut(bobsPage);
  await signInWithPasskey(bobsPage);
  await expect(bobsPage.getByText(`Signed in as ${bob}`)).toBeVisible();
  await untilLoaded(bobsPage);
  await expect(invitation(bobsPage)).toHaveCount(0);
});
