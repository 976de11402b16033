import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { Page } from '@playwright/test';
import { z } from 'zod';

import { type Script, watchScripts } from '../__tests__/support/browser/watch-scripts';
import { addPageClock } from './add-page-clock';
import type { Figure } from './print-figures';
import type { App } from './start-app';
import { withBareApp } from './with-bare-app';
import { asNewUser, becomePasskeyUser, withBrowser } from './with-browser';

const MOST_EMPTY_PAGES = 1.06;
const MOST_KB = 134;
const EXAMPLE_KB = 145.7;

const manifest = z.object({
  pages: z.object({ '/': z.array(z.string()) }),
  lowPriorityFiles: z.array(z.string()),
});

const kilobytes = (scripts: Script[]) => scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
const isSdk = ({ url }: Script) => url.endsWith('/authsignal.js');

/** The compressed JavaScript of /signin: when it can be used, when autofill is armed, and in all. */
export function measureSize(app: App): Promise<Figure[]> {
  return withBrowser(async (browser) => {
    const armed = await asNewUser(browser, app, scriptsUntilArmed);
    const all = await asNewUser(browser, app, (page) => scriptsOfSignIn(page, app));
    if (!armed.some(isSdk)) throw new Error("The page has not loaded Authsignal's SDK.");

    const emptyPage = await withBareApp(sizeOfEmptyPage);
    const withoutSdk = kilobytes(armed.filter((script) => !isSdk(script)));
    const withSdk = kilobytes(armed);
    const target = { atMost: MOST_EMPTY_PAGES };
    return [
      { what: 'JavaScript of an empty Next.js page', unit: 'KB', value: emptyPage },
      { what: 'JavaScript of /signin without the SDK', unit: 'KB', value: withoutSdk },
      { what: '  in empty pages', unit: '×', value: withoutSdk / emptyPage, target },
      {
        what: 'JavaScript of /signin with autofill armed',
        unit: 'KB',
        value: withSdk,
        example: EXAMPLE_KB,
        target: { atMost: MOST_KB },
      },
      { what: '  with the SDK, in empty pages', unit: '×', value: withSdk / emptyPage },
      { what: 'JavaScript of /signin after a sign-in', unit: 'KB', value: kilobytes(all) },
    ];
  });
}

async function scriptsUntilArmed(page: Page): Promise<Script[]> {
  const clock = await addPageClock(page);
  const scripts = await watchScripts(page);
  await page.goto('/signin');
  await clock.armed();
  await page.waitForLoadState('networkidle');
  return scripts();
}

async function scriptsOfSignIn(page: Page, app: App): Promise<Script[]> {
  await becomePasskeyUser(page, app);
  const scripts = await watchScripts(page);
  await page.goto('/signin', { waitUntil: 'commit' });
  await page.waitForURL(`${app.url}/`);
  return scripts().filter((script) => script.page === '/signin');
}

/** The JavaScript of a page that is empty, compressed as Next.js sends it, in KB. */
async function sizeOfEmptyPage(folder: string): Promise<number> {
  const output = join(folder, '.next');
  const json = await readFile(join(output, 'build-manifest.json'), 'utf8');
  const { pages, lowPriorityFiles } = manifest.parse(JSON.parse(json));
  const scripts = await Promise.all(
    [...pages['/'], ...lowPriorityFiles].map((file) => readFile(join(output, file))),
  );
  return scripts.reduce((sum, script) => sum + gzipSync(script).length, 0) / 1000;
}
