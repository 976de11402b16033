import { beSignedIn } from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

test.use({ expectedErrors: /status of 401/ });

test('a tab that stayed open shows nothing more when its user comes back after a sign-out', async ({
  page,
  app,
}) => {
  const address = await beSignedIn(page, app);
  const comeBack = () => page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.goto('/');
  const checked = page.waitForResponse((answer) => answer.url().endsWith('/api/sessions'));
  await comeBack();
  expect((await checked).status()).toBe(200);
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();

  const other = await page.context().newPage();
  await other.goto(app.url);
  await other.getByRole('button', { name: 'Sign out', exact: true }).click();
  await other.waitForURL('**/signin**');
  await comeBack();
  await page.waitForURL('**/signin**');
  await expect(page.getByText(address)).toBeHidden();
});
