import { expect, test } from './support/test';
import { createPasskey, signInByMail, signOut } from './support/steps';

test('a person signs in by mail, creates a passkey, and signs in by autofill', async ({
  page,
  app,
  device,
}) => {
  const address = await signInByMail(page, app);
  await createPasskey(page);
  await expect(page.getByRole('listitem')).toHaveCount(1);
  expect(await device.credentials()).toHaveLength(1);

  await device.setTouching(false);
  await signOut(page);
  await device.setTouching(true);
  await page.reload();

  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
});
