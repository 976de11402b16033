import type { APIRequestContext } from '@playwright/test';

import { mailedLink, newAddress } from '../support/browser/steps';
import { expect } from '../support/browser/test';
import type { Firefox } from '../support/firefox/firefox';
import { test } from '../support/firefox/test';
import type { RunningApp } from '../support/processes/running-app';

const SECURITY_KEY = 'Use another device or security key';
const WAITING = 'Waiting for your other device or security key…';

interface Visit {
  firefox: Firefox;
  app: RunningApp;
  request: APIRequestContext;
}

async function signInByMail({ firefox, app, request }: Visit) {
  const address = newAddress();
  await firefox.goTo('/signin');
  await firefox.fill('E-mail address', address);
  await firefox.press('Email me a sign-in link');
  await expect.poll(firefox.text).toContain('Check your mail');
  await firefox.goTo(await mailedLink({ request }, app, address));
  await expect.poll(firefox.text).toContain(`Signed in as ${address}`);
  // Headless Firefox on Linux has no passkeys of its own, and the page knows when it has asked.
  await expect.poll(firefox.text).toContain('This device cannot keep a passkey itself.');
  return address;
}

async function createPasskey(firefox: Firefox) {
  await firefox.press(SECURITY_KEY);
  await expect.poll(firefox.text).toContain('Passkey added.');
  await expect.poll(firefox.text).toContain('On one device');
}

async function signOut(firefox: Firefox) {
  await firefox.press('Sign out');
  await expect.poll(firefox.text).toContain('Sign in with a passkey');
}

test('in Firefox a person signs in by mail, creates a passkey on a security key, signs out, and signs in by the button', async ({
  firefox,
  app,
  request,
}) => {
  const address = await signInByMail({ firefox, app, request });
  expect(await firefox.text()).not.toContain('Create passkey');
  await firefox.giveSecurityKey();
  await createPasskey(firefox);
  await signOut(firefox);

  await firefox.press('Sign in with a passkey');
  await expect.poll(firefox.text).toContain(`Signed in as ${address}`);
  expect(await firefox.text()).toContain('Signed in with a passkey');
});

test('in Firefox the e-mail field offers the passkey, also after the dialog of the button was cancelled', async ({
  firefox,
  app,
  request,
}) => {
  const address = await signInByMail({ firefox, app, request });
  await firefox.giveSecurityKey();
  await createPasskey(firefox);
  await signOut(firefox);

  await firefox.setPluggedIn(false);
  await firefox.press('Sign in with a passkey');
  await expect.poll(firefox.text).toContain('Waiting for your passkey…');
  await firefox.cancelDialog();
  await expect.poll(firefox.text).toContain('Sign in with a passkey');
  expect(await firefox.complaints()).toEqual([]);

  await expect.poll(firefox.isRequestWaiting).toBe(true);
  await firefox.setPluggedIn(true);
  await firefox.enter('E-mail address');
  // The name is the virtual security key's own. It does not keep the user's.
  await expect.poll(firefox.offered).toContain('Test User');
  await firefox.pick();
  await expect.poll(firefox.text).toContain(`Signed in as ${address}`);
  expect(await firefox.text()).toContain('Signed in with a passkey');
});

test('in Firefox somebody who waits for a security key can cancel on the page and in the dialog, and try again', async ({
  firefox,
  app,
  request,
}) => {
  await signInByMail({ firefox, app, request });
  for (const cancel of [() => firefox.press('Cancel'), firefox.cancelDialog]) {
    await firefox.press(SECURITY_KEY);
    await expect.poll(firefox.text).toContain(WAITING);
    await cancel();
    await expect.poll(firefox.text).not.toContain(WAITING);
    expect(await firefox.complaints()).toEqual([]);
  }

  await firefox.giveSecurityKey();
  await createPasskey(firefox);
  await firefox.press(SECURITY_KEY);
  await expect.poll(firefox.text).toContain('That device already has a passkey');
});
