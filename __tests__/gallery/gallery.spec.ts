import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { axeFindings } from '../support/browser/axe';
import { GALLERY, galleryUrl, states, test } from '../support/browser/gallery';
import { expect } from '../support/browser/test';

const WIDE = { width: 900, height: 700 };
const NARROW = { width: 320, height: 640 };

test('every state is accessible, and fits a small window and large letters', async ({ page }) => {
  test.slow();
  const findings: string[] = [];
  // In one window, each in place of the one before: axe takes longer to load than to look.
  await page.goto(galleryUrl('sign-in.html'));
  for (const file of states()) {
    await page.setContent(readFileSync(join(GALLERY, file), 'utf8'));
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
