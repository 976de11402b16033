import type { Page } from '@playwright/test';

import { messages } from '../../utils/base/messages';
import {
  alertOn,
  beSignedIn,
  createPasskey,
  growOld,
  mailedLink,
  newAddress,
  signOut,
  untilLoaded,
} from '../support/browser/steps';
import { letConditionalRequestsWait } from '../support/browser/conditional-requests';
import { newBrowser } from '../support/browser/new-browser';
import { expect, withApp } from '../support/browser/test';
import { beAtProvider } from '../support/oauth/consent-page';
import { runAppWithProviders } from '../support/oauth/running-app';
import { newVisitor } from '../support/oauth/stand-ins';

const test = withApp(runAppWithProviders);

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const authorize = (page: Page) => page.getByRole('link', { name: 'Authorize' }).click();
const expectSignedIn = (page: Page, address: string) =>
  expect(page.getByText(`Signed in as ${address}`)).toBeVisible();

async function signInWith(page: Page, provider: string) {
  await page.goto('/signin');
  await press(page, `Sign in with ${provider}`);
  await authorize(page);
}

async function connect(page: Page, provider: string) {
  await untilLoaded(page);
  await press(page, `Connect ${provider}`);
  await authorize(page);
  await expect(page.getByRole('button', { name: `Disconnect ${provider}` })).toBeVisible();
}

for (const provider of ['GitHub', 'Google']) {
  test(`a newcomer signs in with ${provider}, is invited to create a passkey, and signs in with that`, async ({
    page,
    app,
    device,
  }) => {
    const address = newAddress();
    await beAtProvider(page, app.standIns, newVisitor(address));
    await signInWith(page, provider);
    await expectSignedIn(page, address);
    await expect(page.getByText(`Signed in with ${provider},`)).toBeVisible();

    await expect(page.getByText(`Next time, sign in without ${provider}.`)).toBeVisible();
    await createPasskey(page);
    expect(await device.passkeys()).toHaveLength(1);
    await letConditionalRequestsWait(page);
    await signOut(page);
    await press(page, 'Sign in with a passkey');
    await expectSignedIn(page, address);
    await expect(page.getByText('Signed in with a passkey,')).toBeVisible();
  });

  test(`an address that ${provider} has not verified opens no account, and a verified one does`, async ({
    page,
    app,
  }) => {
    await page.goto('/signin');
    const [mallory, bob] = [await newBrowser(page), await newBrowser(page)];
    const address = newAddress();
    await beAtProvider(mallory, app.standIns, newVisitor(address, false));
    await signInWith(mallory, provider);
    await expect(alertOn(mallory)).toHaveText(messages.address_not_verified);

    await beAtProvider(bob, app.standIns, newVisitor(address));
    await signInWith(bob, provider);
    await expectSignedIn(bob, address);
  });

  test(`a user connects ${provider} on the account page, signs in with it, and disconnects it again`, async ({
    page,
    app,
  }) => {
    const address = await beSignedIn(page, app);
    const other = await newBrowser(page);
    const visitor = newVisitor(address);
    await beAtProvider(other, app.standIns, visitor);
    await signInWith(other, provider);
    await expect(alertOn(other)).toHaveText(messages.address_taken);
    // The page has nothing under way that the next visit would cut short.
    await other.waitForLoadState('networkidle');

    await beAtProvider(page, app.standIns, visitor);
    await connect(page, provider);
    await expect(page.getByText('Signed in by mail,')).toBeVisible();
    await signInWith(other, provider);
    await expectSignedIn(other, address);

    await press(page, `Disconnect ${provider}`);
    await expect(page.getByRole('button', { name: `Connect ${provider}` })).toBeVisible();
    await other.reload();
    await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await signInWith(other, provider);
    await expect(alertOn(other)).toHaveText(messages.address_taken);
  });
}

test('a user whose sign-in is old confirms by passkey before GitHub is connected, and GitHub itself does not confirm', async ({
  page,
  app,
  device,
}) => {
  const address = await beSignedIn(page, app);
  await beAtProvider(page, app.standIns, newVisitor(address));
  await createPasskey(page);
  expect(await device.passkeys()).toHaveLength(1);
  await letConditionalRequestsWait(page);
  await growOld(page, app);
  await press(page, 'Connect GitHub');
  await expect(page.getByRole('heading', { name: 'Confirm that it is you' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign in with GitHub' })).toHaveCount(0);

  await press(page, 'Sign in with a passkey');
  await expectSignedIn(page, address);
  await connect(page, 'GitHub');
});

test('an account at another address is not connected, and one at the same address is', async ({
  page,
  app,
}) => {
  const address = await beSignedIn(page, app);
  const other = newVisitor(newAddress());
  const visitor = { ...other };
  await beAtProvider(page, app.standIns, visitor);
  await press(page, 'Connect GitHub');
  await authorize(page);
  await expect(alertOn(page)).toHaveText(messages.other_address);
  await expect(page.getByRole('button', { name: 'Connect GitHub' })).toBeVisible();

  visitor.email = address;
  await connect(page, 'GitHub');
});

test('a stranger leads a user who is about to connect back with an account of the stranger, in vain', async ({
  page,
  app,
}) => {
  const address = await beSignedIn(page, app);
  const mallory = await newBrowser(page);
  // The stranger’s provider vouches for the very address, as a worst case.
  await beAtProvider(mallory, app.standIns, newVisitor(address));
  await mallory.goto('/signin');
  await press(mallory, 'Sign in with GitHub');
  const trap = await mallory.getByRole('link', { name: 'Authorize' }).getAttribute('href');

  await beAtProvider(page, app.standIns, newVisitor(address));
  await press(page, 'Connect GitHub');
  await page.goto(trap ?? '');
  await expect(alertOn(page)).toHaveText(messages.provider_failed);
  await expect(page.getByRole('button', { name: 'Connect GitHub' })).toBeVisible();
  await expectSignedIn(page, address);
  await connect(page, 'GitHub');
});

test('a user who presses Cancel at the provider is told, and signs in at the second try', async ({
  page,
  app,
}) => {
  const address = newAddress();
  await beAtProvider(page, app.standIns, newVisitor(address));
  await page.goto('/signin');
  await press(page, 'Sign in with GitHub');
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(alertOn(page)).toHaveText(messages.provider_failed);
  await signInWith(page, 'GitHub');
  await expectSignedIn(page, address);
});

const withoutScript = test.extend({ javaScriptEnabled: false });

withoutScript(
  'without JavaScript a user signs in with GitHub, proves the mailbox, and connects Google',
  async ({ page, app }) => {
    const address = newAddress();
    await beAtProvider(page, app.standIns, newVisitor(address));
    await signInWith(page, 'GitHub');
    await expectSignedIn(page, address);
    await press(page, 'Connect Google');
    await expect(page.getByRole('heading', { name: 'Confirm that it is you' })).toBeVisible();
    await press(page, 'Email me a sign-in link');
    await page.goto(await mailedLink(page, app, address));
    await press(page, `Sign in as ${address}`);
    await press(page, 'Connect Google');
    await authorize(page);
    await expect(page.getByText('Connected', { exact: true })).toHaveCount(2);
  },
);
