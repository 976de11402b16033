import {
  alertOn,
  askForLink,
  mailedLink,
  newAddress,
  signInByMail,
  signOut,
} from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

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
  await expect(phone).toHaveURL(`${app.url}/`);

  await phone.goto(link);
  await phone.getByRole('button', { name: `Sign in as ${address}` }).click();
  await expect(phone.getByText(`Signed in as ${address}`)).toBeVisible();
  await elsewhere.close();
});
