import type { Browser } from '@playwright/test';

import { Device } from '../__tests__/support/browser/device';
import type { App } from './app';
import { asNewcomer, openBrowser } from './browser';
import { measureEmptyPage } from './empty-page';
import { EXAMPLE } from './example';
import { addPageClock } from './page-clock';
import { becomePasskeyHolder, signInByAutofill } from './passkey-holder';
import type { Scope } from './scope';
import { isSdk, type Script, watchScripts } from './scripts';
import type { Row } from './table';

/** Before the first interaction, as a multiple of an empty page. */
const MOST_PAGES = 1.06;
/** With the SDK, when autofill is armed. */
const MOST_KB = 134;

const kilobytes = (scripts: Script[]) => scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;

/** The JavaScript of /signin over the wire, compressed: as it is drawn, as it waits, and to its end. */
export async function measureSize(scope: Scope, app: App): Promise<Row[]> {
  const browser = await openBrowser(scope);
  const waiting = await scriptsOfWaitingPage(browser, app);
  const all = await scriptsOfSignIn(browser, app);
  await browser.close();

  const areSdk = await Promise.all(waiting.map(isSdk));
  if (!areSdk.includes(true)) throw new Error("Authsignal's SDK is in none of the scripts.");
  const emptyPage = (await measureEmptyPage(scope)) / 1000;
  const withoutSdk = kilobytes(waiting.filter((_, index) => !areSdk[index]));

  return [
    { what: 'JavaScript of an empty Next.js page', unit: 'KB', value: emptyPage },
    { what: 'JavaScript of /signin without the SDK', unit: 'KB', value: withoutSdk },
    {
      what: '  in empty pages',
      unit: '×',
      value: withoutSdk / emptyPage,
      target: { atMost: MOST_PAGES },
    },
    {
      what: 'JavaScript of /signin with autofill armed',
      unit: 'KB',
      value: kilobytes(waiting),
      example: EXAMPLE.scriptKb,
      target: { atMost: MOST_KB },
    },
    { what: '  in empty pages', unit: '×', value: kilobytes(waiting) / emptyPage },
    { what: 'JavaScript of /signin by the end of a sign-in', unit: 'KB', value: kilobytes(all) },
  ];
}

function scriptsOfWaitingPage(browser: Browser, app: App): Promise<Script[]> {
  return asNewcomer(browser, app, async (context) => {
    const page = await context.newPage();
    await Device.attach(page);
    const clock = await addPageClock(page);
    const scripts = await watchScripts(page);

    await page.goto('/signin');
    await clock.armed();
    await page.waitForLoadState('networkidle');
    return scripts();
  });
}

function scriptsOfSignIn(browser: Browser, app: App): Promise<Script[]> {
  return asNewcomer(browser, app, async (context) => {
    const page = await context.newPage();
    await becomePasskeyHolder(page, app);
    const scripts = await watchScripts(page);

    await signInByAutofill(page, app);
    return scripts().filter((script) => script.page === '/signin');
  });
}
