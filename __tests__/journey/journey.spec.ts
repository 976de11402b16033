import {
  createPasskey,
  passkeyItems,
  beSignedIn,
  beSignedOutWithPasskey,
  signInAgainByAutofill,
  signInByMail,
} from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

test('a person signs in by mail, creates a passkey, signs out, and signs in by autofill', async ({
  page,
  app,
  device,
}) => {
  const address = await signInByMail(page, app);
  await createPasskey(page);
  await expect(passkeyItems(page)).toHaveCount(1);
  expect(await device.passkeys()).toHaveLength(1);

  await signInAgainByAutofill(page, device, address);
});

test('the button signs in, and takes the place of the request behind the field', async ({
  page,
  app,
  device,
}) => {
  const { address, waiting } = await beSignedOutWithPasskey(page, app);
  await expect.poll(waiting).toBe(1);

  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
  expect(await device.passkeys()).toHaveLength(1);
});

test('users, passkeys and sessions survive a restart of everything', async ({
  page,
  app,
  device,
}) => {
  // Everything starts a second time.
  test.slow();
  const address = await beSignedIn(page, app);
  await createPasskey(page);

  await app.restart();
  await page.reload();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
  await expect(passkeyItems(page)).toHaveCount(1);

  await signInAgainByAutofill(page, device, address);
});

test('somebody who is not signed in is sent to sign in, and then to where they wanted', async ({
  page,
  app,
}) => {
  await page.goto('/?tab=passkeys');
  await expect(page).toHaveURL(/\/signin\?callbackUrl=/);
  expect(await page.getByRole('heading').allTextContents()).not.toContain('Your account');

  await signInByMail(page, app, { from: page.url() });
  await expect(page).toHaveURL(`${app.url}/?tab=passkeys`);
});
