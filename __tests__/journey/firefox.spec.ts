import { mailedLink, newAddress } from '../support/browser/steps';
import { expect } from '../support/browser/test';
import { test } from '../support/firefox/test';

test('in Firefox a person signs in by mail, creates a passkey on a security key, signs out, and signs in by the button', async ({
  firefox,
  app,
  request,
}) => {
  const address = newAddress();
  await firefox.plugIn();
  await firefox.goTo('/signin');
  await firefox.fill('E-mail address', address);
  await firefox.press('Email me a sign-in link');
  await expect.poll(firefox.text).toContain('Check your mail');
  await firefox.goTo(await mailedLink({ request }, app, address));
  await expect.poll(firefox.text).toContain(`Signed in as ${address}`);

  await expect.poll(firefox.text).toContain('This device cannot keep a passkey itself.');
  await firefox.press('Use another device or security key');
  await expect.poll(firefox.text).toContain('Passkey added.');
  await firefox.press('Sign out');
  await expect.poll(firefox.text).not.toContain('Signed in as');

  await firefox.press('Sign in with a passkey');
  await expect.poll(firefox.text).toContain(`Signed in as ${address}`);
  await expect.poll(firefox.text).toContain('Signed in with a passkey');
});
