import {
  alertOn,
  askForLink,
  createPasskey,
  newAddress,
  beSignedIn,
  beSignedOutWithPasskey,
} from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

test('somebody who is signed in has no need of the sign-in page', async ({ page, app }) => {
  await beSignedIn(page, app);
  await page.goto('/signin');
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();
});

test('the device id of the browser is told when a passkey is created', async ({
  page,
  app,
  device,
}) => {
  await beSignedIn(page, app);
  await page.context().clearCookies({ name: '__as_aid' });
  const asked = page.waitForRequest('**/api/auth/enroll-passkey');
  await createPasskey(page);
  expect((await (await asked).allHeaders()).cookie).toContain('__as_aid=');
  expect(await device.passkeys()).toHaveLength(1);
});

test('one page sets one cookie for its forms', async ({ request }) => {
  const answer = await request.get('/signin');
  const cookies = answer.headersArray().filter(({ name }) => name.toLowerCase() === 'set-cookie');
  const tokens = cookies.filter(({ value }) => value.startsWith('csrf-token='));
  expect(tokens).toHaveLength(1);
});

test('what is no address is said to be none', async ({ page }) => {
  await page.goto('/signin');
  await page.getByLabel('E-mail address').fill('ada@localhost');
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
  await expect(alertOn(page)).toHaveText(/does not look like an e-mail address/);
});

test('who mends their address can also sign in with a passkey', async ({ page, app, device }) => {
  const { address } = await beSignedOutWithPasskey(page, app);
  await askForLink(page, newAddress());
  await page.getByRole('link', { name: 'Change it' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
  expect(await device.passkeys()).toHaveLength(1);
});
