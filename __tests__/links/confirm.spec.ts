import { letConditionalRequestsWait } from '../support/browser/conditional-requests';
import {
  alertOn,
  beSignedIn,
  createPasskey,
  forgetSession,
  growOld,
  mailedLink,
  newsOn,
  untilLoaded,
} from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

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

test('a confirmation that comes to nothing says so, and thanks nobody', async ({ page, app }) => {
  const address = await beSignedIn(page, app);
  await page.goto('/?confirmed');
  await expect(newsOn(page)).toHaveText('Thank you. Now create your passkey.');
  await growOld(page, app);
  await page.goto('/?confirmed');
  await untilLoaded(page);
  await expect(newsOn(page)).toBeHidden();
  await page.goto('/?delete');
  await untilLoaded(page);
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.goto('/signin?confirm&callbackUrl=/?confirmed');
  await page.context().clearCookies({ name: 'csrf-token' });
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
  await expect(alertOn(page)).toContainText('The page had been open for too long');
  await expect(page.getByRole('heading', { name: 'Confirm that it is you' })).toBeVisible();
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
  await expect(page.getByRole('link', { name: 'Change it' })).toBeHidden();

  const link = new URL(await mailedLink(page, app, address));
  link.searchParams.set('token', '0'.repeat(64));
  await page.goto(link.href);
  await page.getByRole('button', { name: `Sign in as ${address}` }).click();
  await expect(alertOn(page)).toContainText('That link has been used or is too old.');
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
});

test('who is to confirm that it is them is not led on as somebody else, whose passkey is here', async ({
  page,
  app,
  device,
}) => {
  // The reader would answer what waits behind the field at once, again and again.
  await letConditionalRequestsWait(page);
  await beSignedIn(page, app);
  await createPasskey(page);
  expect(await device.passkeys()).toHaveLength(1);
  await forgetSession(page);
  const address = await beSignedIn(page, app);

  await page.goto('/signin?confirm&callbackUrl=/?delete');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(alertOn(page)).toContainText('That passkey belongs to another account.');
  await page.goto('/');
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
});
