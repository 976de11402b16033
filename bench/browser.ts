import { type Browser, type BrowserContext, chromium } from '@playwright/test';

import { CHROMIUM_FLAGS, findChromium } from '../__tests__/support/browser/chromium';
import type { App } from './app';
import type { Scope } from './scope';

/** A browser that `scope` closes. Throws where no Chromium is installed. */
export async function openBrowser(scope: Scope): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium was found. Set CHROMIUM_PATH.');

  const browser = await chromium.launch({
    executablePath,
    args: CHROMIUM_FLAGS,
    // The scope ends it; Playwright would end this process too.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  scope.onStop(() => browser.close());
  return browser;
}

/** Runs `visit` as somebody new: no cookies, nothing in the cache. */
export async function asNewcomer<T>(
  browser: Browser,
  app: App,
  visit: (context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ baseURL: app.url });
  return visit(context).finally(() => context.close());
}
