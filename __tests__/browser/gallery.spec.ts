import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Page } from '@playwright/test';

import { axeFindings } from './support/axe';
import { expect, test } from './support/test';

const folder = resolve('test-results/gallery');
const urlOf = (file: string) => pathToFileURL(join(folder, file)).href;

// A browser does not let files read each other, nor frames of them take the focus.
test.use({ expectedErrors: /from origin 'null'|ERR_FAILED|Blocked autofocusing/ });
// Colours that are on their way from light to dark are of neither.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const WIDE = { width: 900, height: 700 };
const NARROW = { width: 320, height: 640 };

const states = () =>
  readdirSync(folder).filter((file) => file.endsWith('.html') && file !== 'index.html');

test('every state is accessible, and fits a small window and large letters', async ({ page }) => {
  test.slow();
  const findings: string[] = [];
  // In one window, each in place of the one before: axe takes longer to load than to look.
  await page.goto(urlOf('sign-in.html'));
  for (const file of states()) {
    await page.setContent(readFileSync(join(folder, file), 'utf8'));
    const found = [...(await wide(page)), ...(await narrow(page))];
    findings.push(...found.map((finding) => `${file}: ${finding}`));
  }
  expect(findings).toEqual([]);
});

async function wide(page: Page): Promise<string[]> {
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
  return axeFindings(page);
}

/** In the dark, on a phone: the same markup in other colours and places. */
async function narrow(page: Page): Promise<string[]> {
  await page.setViewportSize(NARROW);
  await page.emulateMedia({ colorScheme: 'dark' });
  const findings = await axeFindings(page, ['color-contrast', 'target-size']);

  if (await isTooWide(page)) findings.push('is wider than its window');
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  if (await isTooWide(page)) findings.push('is wider than its window with letters twice as large');
  return findings;
}

const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

const looks = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced-colours': { colorScheme: 'light', forcedColors: 'active' },
} as const;

const coloursOf = (element: Element) => {
  const { backgroundColor, borderTopColor } = getComputedStyle(element);
  return `${backgroundColor} ${borderTopColor}`;
};

test('a picture is taken of every state in each look, and no two looks are the same', async ({
  page,
}) => {
  test.slow();
  await page.setViewportSize({ width: 2400, height: 900 });
  await page.goto(urlOf('index.html'));
  // Frames that are out of sight are not drawn: the window becomes as tall as the page.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: 2400, height });
  const drawn = page.frames().map((frame) => frame.url());
  expect(drawn.sort()).toEqual(['index.html', ...states()].map(urlOf).sort());

  // The pictures themselves differ each time, by a few pixels.
  const button = page.frameLocator('[title="sign-in"]').getByRole('button', { name: 'Email me' });
  const colours = new Set<string>();
  for (const [look, media] of Object.entries(looks)) {
    await page.emulateMedia(media);
    await page.screenshot({ path: join(folder, `${look}.png`) });
    colours.add(await button.evaluate(coloursOf));
  }
  expect(colours.size).toBe(3);
});
