import { Authsignal } from '@authsignal/node';
import type { Browser, Page } from '@playwright/test';

import type { RunningApp } from '../support/processes/running-app';
import { Device } from '../support/browser/device';
import {
  alertOn,
  beSignedIn,
  createPasskey,
  keepProposedName,
  forgetSession,
  mailedLink,
  mailsTo,
  newAddress,
  passkeyItems,
  untilLoaded,
} from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

const places = (page: Page) =>
  page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem');

/** Bob, who is signed in with a passkey of his own all the while. */
async function withBob(browser: Browser, app: RunningApp, during: () => Promise<void>) {
  const context = await browser.newContext({ baseURL: app.url });
  const page = await context.newPage();
  const device = await Device.attach(page);
  const address = await beSignedIn(page, app);
  await createPasskey(page);
  await expect.poll(async () => (await mailsTo(page, app, address)).length).toBe(2);

  await during();
  await page.reload();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
  await expect(passkeyItems(page)).toHaveCount(1);
  await expect(places(page)).toHaveCount(1);
  expect(await device.passkeys()).toHaveLength(1);
  expect(await mailsTo(page, app, address)).toHaveLength(2);
  await context.close();
}

/** The same person in another browser. */
async function signInElsewhere(browser: Browser, app: RunningApp, address: string) {
  const context = await browser.newContext({ baseURL: app.url });
  const page = await context.newPage();
  await beSignedIn(page, app, address);
  return page;
}

const newsTo = async (page: Page, app: RunningApp, address: string) =>
  (await mailsTo(page, app, address))
    .map(({ subject }) => subject)
    .filter((subject) => !subject.startsWith('Sign in'));

test('a person sees where they are signed in, and signs out there, one by one and all at once', async ({
  page,
  app,
  browser,
}) => {
  await withBob(browser, app, async () => {
    const address = await beSignedIn(page, app);
    await expect(places(page)).toHaveCount(1);
    await expect(places(page)).toContainText('Chrome on Linux');
    await expect(places(page)).toContainText('Signed in by mail');
    await expect(places(page)).toContainText('This browser');
    await expect(page.getByRole('button', { name: 'Sign out everywhere else' })).toHaveCount(0);

    const phone = await signInElsewhere(browser, app, address);
    await page.reload();
    await expect(places(page)).toHaveCount(2);
    await page.getByRole('button', { name: 'Sign out Chrome on Linux' }).click();
    await expect(page.getByText('Signed out there.')).toBeVisible();
    await expect(places(page)).toHaveCount(1);
    await expect(page.getByRole('heading', { name: 'Where you are signed in' })).toBeFocused();
    await phone.reload();
    await expect(phone.getByRole('heading', { name: 'Sign in' })).toBeVisible();

    const tablet = await signInElsewhere(browser, app, address);
    await page.reload();
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await expect(page.getByText('Signed out everywhere else.')).toBeVisible();
    await tablet.reload();
    await expect(tablet.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await phone.context().close();
    await tablet.context().close();
  });
});

test('each change to the passkeys is mailed once, one made in the Portal too', async ({
  page,
  app,
  browser,
  device,
}) => {
  await withBob(browser, app, async () => {
    const address = await beSignedIn(page, app);
    await createPasskey(page);
    expect(await device.passkeys()).toHaveLength(1);
    await expect.poll(() => newsTo(page, app, address)).toHaveLength(1);

    const { passkeys } = await (await page.request.get('/api/passkeys')).json();
    const { user } = await (await page.request.get('/api/auth/session')).json();
    const portal = new Authsignal({
      apiUrl: app.env.NEXT_PUBLIC_AUTHSIGNAL_API_HOST,
      apiSecretKey: app.env.AUTHSIGNAL_TENANT_SECRET_KEY ?? '',
    });
    await portal.deleteAuthenticator({
      userId: user.id,
      userAuthenticatorId: passkeys[0].id,
    });
    await expect
      .poll(() => newsTo(page, app, address))
      .toEqual([
        expect.stringContaining('A passkey was removed'),
        expect.stringContaining('A passkey was added'),
      ]);

    await page.reload();
    await expect(passkeyItems(page)).toHaveCount(0);
    await createPasskey(page);
    await keepProposedName(page);
    await page.getByRole('button', { name: /^Remove / }).click();
    await page.getByRole('button', { name: 'Remove passkey' }).click();
    await expect(page.getByText('Passkey removed.')).toBeVisible();
    await expect.poll(() => newsTo(page, app, address)).toHaveLength(4);
    const [newest] = await mailsTo(page, app, address);
    expect(newest?.text).toMatch(/From: Chrome on Linux, (127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)/);
  });
});

test('an account is deleted by a typed word, and the browser forgets its passkeys', async ({
  page,
  app,
  browser,
  device,
}) => {
  await withBob(browser, app, async () => {
    const address = await beSignedIn(page, app);
    await page.goto('/account-deleted');
    await expect(page).toHaveURL(`${app.url}/`);
    await createPasskey(page);

    await page.getByRole('button', { name: 'Delete account' }).click();
    await expect(page.getByRole('dialog')).toHaveAccessibleName('Delete your account?');
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await expect(alertOn(page)).toHaveText('Type the word “delete” first.');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('button', { name: 'Delete account' })).toBeFocused();

    await page.getByRole('button', { name: 'Delete account' }).click();
    await page.getByLabel('Type “delete” to confirm').fill('Delete');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible();
    expect(await device.passkeys()).toEqual([]);
    await expect
      .poll(() => newsTo(page, app, address))
      .toEqual([
        expect.stringContaining('Your account was deleted'),
        expect.stringContaining('A passkey was added'),
      ]);

    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await beSignedIn(page, app, address);
    await expect(passkeyItems(page)).toHaveCount(0);
  });
});

test.describe(() => {
  test.use({ expectedErrors: /403/ });

  test('whoever signed in a while ago confirms first, and comes back to the deletion', async ({
    page,
    app,
  }) => {
    const address = newAddress();
    await beSignedIn(page, app, address);
    await untilLoaded(page);
    await page.route('**/api/account', (route) =>
      route.fulfill({ status: 403, json: { error: 'reauthentication_required' } }),
    );
    await page.getByRole('button', { name: 'Delete account' }).click();
    await page.getByLabel('Type “delete” to confirm').fill('delete');
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByRole('link', { name: 'Confirm that it is you' }).click();
    await expect(page.getByRole('heading', { name: 'Confirm that it is you' })).toBeVisible();
    await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
    await page.goto(await mailedLink(page, app, address));
    await expect(page.getByRole('dialog')).toHaveAccessibleName('Delete your account?');

    // Who signs in here next may be somebody else, and wants something else.
    await forgetSession(page);
    const wanted = page.locator('[name=callbackUrl]');
    await page.goto('/signin');
    await expect(wanted).toHaveValue(`${app.url}/`);
    await page.goto('/signin?change');
    await expect(wanted).toHaveValue(`${app.url}/?delete`);
  });
});

test('password managers are told where passkeys are created and managed', async ({
  request,
  app,
}) => {
  const answer = await request.get('/.well-known/passkey-endpoints', { maxRedirects: 0 });
  expect(answer.status()).toBe(200);
  expect(answer.headers()).toMatchObject({
    'content-type': expect.stringContaining('application/json'),
    'content-security-policy': expect.any(String),
  });
  expect(await answer.json()).toEqual({ enroll: `${app.url}/`, manage: `${app.url}/` });

  const related = await request.get('/.well-known/webauthn', { maxRedirects: 0 });
  expect(related.status()).toBe(404);
  expect(await related.json()).toMatchObject({ error: 'not_found' });
});
