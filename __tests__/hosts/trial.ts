import type { Browser, Page } from '@playwright/test';

/** A host that runs, and a browser before it. */
export interface Trial {
  url: string;
  databaseUrl: string;
  mailboxUrl: string;
  browser: Browser;
  /** Tries one thing, says whether it holds, and counts it. */
  check(name: string, run: () => Promise<void>): Promise<void>;
}

/** A page of a user who was never there. */
export async function newVisit({ browser, url }: Trial): Promise<Page> {
  const context = await browser.newContext({ baseURL: url });
  return context.newPage();
}
