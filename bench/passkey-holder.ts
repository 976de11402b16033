import { randomUUID } from 'node:crypto';

import type { Page } from '@playwright/test';

import { Device } from '../__tests__/support/browser/device';
import { askForLink, createPasskey, forgetSession } from '../__tests__/support/browser/steps';
import type { App } from './app';
import { mailedLink } from './mail';

/** Goes the whole way in the page: mail, link, new passkey. Ends signed out. */
export async function becomePasskeyHolder(page: Page, app: App): Promise<void> {
  const address = `ada-${randomUUID().slice(0, 8)}@example.com`;
  await Device.attach(page);
  await askForLink(page, address);
  await page.goto(await mailedLink(app, address));
  await createPasskey(page);
  await forgetSession(page);
}

/** Opens /signin, where autofill has a passkey, and waits for the account page. */
export async function signInByAutofill(page: Page, app: App): Promise<void> {
  const response = await page.goto('/signin', { waitUntil: 'commit' });
  if (response?.request().redirectedFrom()) throw new Error('The session is still there.');
  await page.waitForURL(`${app.url}/`);
}
