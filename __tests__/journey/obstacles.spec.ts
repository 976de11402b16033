import { countConditionalRequests, setCancelling } from '../support/browser/conditional-requests';
import {
  alertOn,
  askForLink,
  createPasskey,
  mailedLink,
  newAddress,
  passkeyItems,
  beSignedIn,
  beSignedOutWithPasskey,
  signInByMail,
  signOut,
  newsOn,
} from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

const passkeyButton = { name: 'Sign in with a passkey' };

test('somebody who changes their mind reads no error, and can try again', async ({
  page,
  app,
  device,
}) => {
  const { address, waiting } = await beSignedOutWithPasskey(page, app);
  await setCancelling(page, true);

  await page.getByRole('button', passkeyButton).click();
  await expect.poll(waiting).toBe(1);
  await expect(page.getByRole('button', passkeyButton)).toBeVisible();
  await expect(alertOn(page)).toHaveCount(0);

  await setCancelling(page, false);
  await page.getByRole('button', passkeyButton).click();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
  expect(await device.passkeys()).toHaveLength(1);
});

test('without a passkey on the device nothing goes wrong, and the mail works', async ({
  page,
  app,
  device,
}) => {
  await page.goto('/signin');
  await page.getByRole('button', passkeyButton).click();
  await expect(page.getByRole('button', passkeyButton)).toBeVisible();
  await expect(alertOn(page)).toHaveCount(0);

  expect(await device.passkeys()).toEqual([]);
  await signInByMail(page, app);
});

test('a browser without WebAuthn shows a form that works, and no button', async ({ page, app }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
  await page.goto('/signin');
  await expect(page.getByRole('button', passkeyButton)).toHaveCount(0);

  await signInByMail(page, app);
  await expect(page.getByText('This browser cannot create passkeys.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create passkey' })).toHaveCount(0);
});

test('a browser without autofill for passkeys still has the button', async ({
  page,
  app,
  device,
}) => {
  const conditionalRequests = await countConditionalRequests(page);
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
  const address = await beSignedIn(page, app);
  await createPasskey(page);
  await signOut(page);

  await page.getByRole('button', passkeyButton).click();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
  expect(await device.passkeys()).toHaveLength(1);
  expect(await conditionalRequests()).toBe(0);
});

test.describe('where the network goes', () => {
  // NextAuth would tell the server's log, which nobody writes to from outside.
  test.use({ expectedErrors: /ERR_FAILED|CLIENT_FETCH_ERROR|status of 404/ });

  test('as the passkey is brought to us, one stays on the page, and reads it', async ({
    page,
    app,
    device,
  }) => {
    const { address } = await beSignedOutWithPasskey(page, app);
    await page.route('**/api/auth/callback/credentials', (route) => route.abort());
    await page.getByRole('button', passkeyButton).click();
    await expect(alertOn(page)).toContainText('Passkeys do not work right now');

    await page.unroute('**/api/auth/callback/credentials');
    await page.getByRole('button', passkeyButton).click();
    await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
    expect(await device.passkeys()).toHaveLength(1);
  });
});

test('a device that has a passkey already is told so as good news', async ({
  page,
  app,
  device,
}) => {
  await beSignedIn(page, app);
  await createPasskey(page);
  await page.getByRole('button', { name: 'Add a passkey' }).click();

  await expect(newsOn(page)).toHaveText(/already has a passkey/);
  expect(await device.passkeys()).toHaveLength(1);
});

test('an enrolment that is cancelled adds nothing and is no error', async ({
  page,
  app,
  device,
}) => {
  await beSignedIn(page, app);
  await device.setRecognised(false);
  await page.getByRole('button', { name: 'Create passkey' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  await expect(alertOn(page)).toHaveCount(0);
  await expect(passkeyItems(page)).toHaveCount(0);

  await device.setRecognised(true);
  await createPasskey(page);
  await expect(passkeyItems(page)).toHaveCount(1);
});

test('without JavaScript one signs in by mail, reads the account page, and signs out', async ({
  browser,
  app,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: app.url });
  const page = await context.newPage();
  const address = newAddress();

  await askForLink(page, address);
  await expect(page.getByText(address)).toBeVisible();
  await page.goto('/signin');
  await expect(page.getByRole('button', passkeyButton)).toBeHidden();

  await page.goto(await mailedLink(page, app, address));
  await page.getByRole('button', { name: `Sign in as ${address}` }).click();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
  await expect(page.getByText('Passkeys need JavaScript')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await context.close();
});
