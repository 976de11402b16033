import { freePort } from '../support/processes/free-port';
import { test as base } from '../support/browser/other-app';
import { alertOn, signInByMail, signOut } from '../support/browser/steps';
import { expect } from '../support/browser/test';

/** An app that was told of an Authsignal where nobody listens. */
const test = base.extend({
  variables: async ({}, use) =>
    use({ NEXT_PUBLIC_AUTHSIGNAL_API_HOST: `http://localhost:${await freePort()}/v1` }),
});
test.use({ expectedErrors: /ERR_CONNECTION_REFUSED|status of 503/ });

test('while Authsignal is out one signs in by mail, and reads of it where one asks for a passkey', async ({
  page,
  app,
  device,
}) => {
  await signInByMail(page, app);
  await expect(page.getByText('Your passkeys cannot be shown right now.')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('Passkeys do not work right now')).toBeVisible();
  expect(await device.passkeys()).toEqual([]);

  await signOut(page);
  await expect(alertOn(page)).toHaveCount(0);
  for (let times = 0; times < 2; times++) {
    const asked = page.waitForRequest('**/client/challenge');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await asked;
    await expect(alertOn(page)).toContainText('Passkeys do not work right now');
  }
});
