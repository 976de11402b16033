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
} from '../support/steps';
import { expect, test } from '../support/test';

const account = 'Your account';

test('a person signs in by mail, creates a passkey, signs out, and signs in by autofill', async ({
  page,
  app,
  device,
}) => {
  const address = await signInByMail(page, app);
  await createPasskey(page);
  await expect(passkeyItems(page)).toHaveCount(1);
  expect(await device.passkeys()).toHaveLength(1);

  await device.setTouched(false);
  await signOut(page);
  await device.setTouched(true);

  await page.reload();

  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
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

  await device.setTouched(false);
  await signOut(page);
  await device.setTouched(true);
  await page.reload();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
});

test('somebody who is not signed in is sent to sign in, and then to where they wanted', async ({
  page,
  app,
}) => {
  await page.goto('/?tab=passkeys');
  await expect(page).toHaveURL(/\/signin\?callbackUrl=/);
  expect(await page.getByRole('heading').allTextContents()).not.toContain(account);

  await signInByMail(page, app, { from: page.url() });
  await expect(page).toHaveURL(`${app.url}/?tab=passkeys`);
});

test('somebody who is signed in has no need of the sign-in page', async ({ page, app }) => {
  await beSignedIn(page, app);
  await page.goto('/signin');
  await expect(page.getByRole('heading', { name: account })).toBeVisible();
});

test('who goes back after a sign-in by mail is still there, and brings no link again', async ({
  page,
  app,
}) => {
  const address = await signInByMail(page, app);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goBack();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
  expect(asked).toContain('/signin');
  expect(asked).not.toContain('/signin/confirm');
});

test('a used link says so, and the form is there to send another', async ({ page, app }) => {
  const address = newAddress();
  await signInByMail(page, app, { address });
  const link = await mailedLink(page, app, address);
  await signOut(page);

  await page.goto(link);
  await page.getByRole('button', { name: `Sign in as ${address}` }).click();
  await expect(alertOn(page)).toHaveText(/That link has been used or is too old/);
  await expect(page.getByLabel('E-mail address')).toHaveValue(address);
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await page.goto(await mailedLink(page, app, address));
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
});

test('a dead link of somebody else leaves one signed in, and says so', async ({ page, app }) => {
  const [address, other] = [newAddress(), newAddress()];
  await signInByMail(page, app, { address });
  const link = new URL(await mailedLink(page, app, address));
  link.searchParams.set('email', other);
  await page.goto(link.href);
  await page.getByRole('button', { name: `Sign in as ${other}` }).click();
  await expect(alertOn(page)).toHaveText(/You stay signed in as you were/);
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
});

test('a link opened in another browser names the account, and waits for a press', async ({
  page,
  app,
  browser,
}) => {
  const address = newAddress();
  await askForLink(page, address, '/signin?callbackUrl=%2F%3Ftab%3Dpasskeys');
  const link = await mailedLink(page, app, address);

  const elsewhere = await browser.newContext();
  const phone = await elsewhere.newPage();
  const answer = await phone.goto(link);
  expect(answer?.headers()).toMatchObject({
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
  });
  await phone.getByRole('button', { name: `Sign in as ${address}` }).click();
  await expect(phone.getByText(`Signed in as ${address}`)).toBeVisible();
  await expect(phone).toHaveURL(`${app.url}/?tab=passkeys`);

  await phone.goto(link);
  await phone.getByRole('button', { name: `Sign in as ${address}` }).click();
  await expect(phone.getByText(`Signed in as ${address}`)).toBeVisible();
  await elsewhere.close();
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
