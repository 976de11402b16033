import { type Browser, chromium, type Page } from '@playwright/test';

import { CHROMIUM_FLAGS, findChromium } from '../__tests__/support/browser/chromium';
import { Device } from '../__tests__/support/browser/device';
import { createPasskey, forgetSession, signInByMail } from '../__tests__/support/browser/steps';
import type { App } from './start-app';

/** Opens a browser, and closes it after `use`. Throws if no Chromium is installed. */
export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium was found. Set CHROMIUM_PATH.');

  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  return use(browser).finally(() => browser.close());
}

/** Opens a page for a new user: no cookies, an empty cache, and an authenticator without passkeys. */
export async function asNewUser<T>(
  browser: Browser,
  app: App,
  visit: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ baseURL: app.url });
  const page = await context.newPage();
  // Without an authenticator, Chromium does not offer autofill.
  await Device.attach(page);
  return visit(page).finally(() => context.close());
}

/**
 * Signs up by mail and creates a passkey, through the pages. The user is signed out afterwards. Returns
 * the user's address.
 */
export async function becomePasskeyUser(page: Page, app: App): Promise<string> {
  const address = await signInByMail(page, app);
  await createPasskey(page);
  await forgetSession(page);
  return address;
}
