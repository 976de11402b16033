import { runApp } from '../support/running-app';
import { countConditionalRequests } from './support/conditional-requests';
import { alertOn, createPasskey, signInByMail, signOut } from './support/steps';
import { expect, withApp } from './support/test';

const test = withApp(() => runApp({ command: 'dev' }));

test('in Strict Mode the request behind the field is made once, and signs in', async ({
  page,
  app,
  device,
}) => {
  const conditionalRequests = await countConditionalRequests(page);
  const address = await signInByMail(page, app);
  await createPasskey(page);

  await device.setTouched(false);
  await signOut(page);
  await page.waitForLoadState('networkidle');
  expect(await conditionalRequests()).toBe(1);
  await expect(alertOn(page)).toHaveCount(0);

  await device.setTouched(true);
  await page.reload();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
});
