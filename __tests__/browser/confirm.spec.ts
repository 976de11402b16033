import { alertOn, beSignedIn, createPasskey, mailedLink } from './support/steps';
import { expect, test } from './support/test';

test.use({ expectedErrors: /status of (403|409)/ });

test('who signed in a while ago confirms that it is them, and goes on where they were', async ({
  page,
  app,
  device,
}) => {
  const address = await beSignedIn(page, app);
  const refusal = { error: 'reauthentication_required', message: '' };
  const route = '**/api/auth/enroll-passkey';
  await page.route(route, (refused) => refused.fulfill({ status: 403, json: refusal }));
  await page.getByRole('button', { name: 'Create passkey' }).click();
  await expect(alertOn(page)).toHaveText('For your safety, confirm first that it is you.');
  await page.unroute(route);

  await page.getByRole('link', { name: 'Confirm that it is you' }).click();
  await expect(page.getByLabel('E-mail address')).toHaveValue(address);
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await page.goto(await mailedLink(page, app, address));

  await expect(page.getByText('Thank you. Now create your passkey.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create passkey' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Passkey added.')).toBeVisible();
  expect(await device.passkeys()).toHaveLength(1);
});

test('who is to confirm that it is them is not led on as somebody else, whose passkey is here', async ({
  page,
  app,
  device,
}) => {
  await beSignedIn(page, app);
  await createPasskey(page);
  await device.setTouched(false);
  await page.context().clearCookies();
  const address = await beSignedIn(page, app);

  await page.goto('/signin?confirm&callbackUrl=/?delete');
  await device.setTouched(true);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(alertOn(page)).toContainText('That passkey belongs to another account.');
  await device.setTouched(false);
  await page.goto('/');
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
});
