import type { Page } from '@playwright/test';

/** The browser of another person, for the app that `page` shows. */
export async function newBrowser(page: Page): Promise<Page> {
  const baseURL = new URL(page.url()).origin;
  const context = await page.context().browser()?.newContext({ baseURL });
  if (!context) throw new Error('The browser is gone.');
  return context.newPage();
}
