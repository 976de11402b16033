import type { Page } from '@playwright/test';

import { messages } from '../../utils/base/messages';
import { axeFindings } from '../support/browser/axe';
import { alertOn, askForLink, mailedLink, newAddress, untilLoaded } from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

/** Presses Tab until the control has the focus, which can be seen there. */
async function tabTo(page: Page, name: string) {
  const isThere = () =>
    page.evaluate((wanted) => {
      const { activeElement: focused } = document;
      const label = focused instanceof HTMLInputElement ? focused.labels?.[0] : focused;
      return label?.textContent === wanted;
    }, name);
  for (let presses = 0; presses < 12 && !(await isThere()); presses += 1) {
    await page.keyboard.press('Tab');
  }
  expect(await isThere()).toBe(true);
  const outline = await page.evaluate(
    () => document.activeElement && getComputedStyle(document.activeElement).outlineWidth,
  );
  expect(outline).toBe('3px');
}

test('the whole journey can be gone by keyboard alone', async ({ page, app, device }) => {
  const address = newAddress();
  await page.goto('/signin');
  await tabTo(page, 'E-mail address');
  await page.keyboard.type(address);
  await tabTo(page, 'Email me a sign-in link');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();

  await page.goto(await mailedLink(page, app, address));
  await untilLoaded(page);
  await tabTo(page, 'Create passkey');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').getByText(messages.passkey_created)).toBeVisible();
  expect(await device.passkeys()).toHaveLength(1);

  await device.setTouched(false);
  await tabTo(page, 'Sign out');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await tabTo(page, 'Sign in with a passkey');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Waiting for your passkey…' })).toBeFocused();
});

test('what brought a person back to the form is read first', async ({ page }) => {
  await page.goto('/signin?error=link_not_valid');
  await expect(page.getByText(messages.link_not_valid)).toBeFocused();

  await page.goto('/signin');
  await expect(alertOn(page)).toHaveCount(0);
  await expect(page.locator(':focus')).toHaveCount(0);
});

test('axe finds nothing on the pages as they are served', async ({ page, app }) => {
  const findings: string[] = [];
  const look = async () => findings.push(...(await axeFindings(page)));

  await page.goto('/signin');
  await look();
  const address = newAddress();
  await askForLink(page, address);
  await look();
  await page.goto(await mailedLink(page, app, address));
  await expect(page.getByText('With a passkey you sign in')).toBeVisible();
  await look();
  expect(findings).toEqual([]);

  await page.evaluate(() => document.querySelector('h1')?.remove());
  await look();
  expect(findings.join()).toContain('page-has-heading-one');
});

test('nothing moves on the forms once they are drawn', async ({ page }) => {
  await page.addInitScript(() =>
    new PerformanceObserver((list) => {
      document.documentElement.dataset.moved = String(list.getEntries().length > 0);
    }).observe({ type: 'layout-shift', buffered: true }),
  );
  const html = page.locator('html');

  await page.goto('/signin');
  await page.waitForLoadState('networkidle');
  await expect(html).not.toHaveAttribute('data-moved');
  await askForLink(page, newAddress());
  await page.waitForLoadState('networkidle');
  await expect(html).not.toHaveAttribute('data-moved');

  await page.evaluate(() => document.querySelector('h1')?.remove());
  await expect(html).toHaveAttribute('data-moved', 'true');
});

test('who wants less motion has none, and who chose colours sees what is a button', async ({
  page,
}) => {
  await page.goto('/signin');
  const motion = () =>
    page.evaluate(() => {
      const [button = document.body] = document.getElementsByTagName('button');
      button.setAttribute('aria-disabled', 'true');
      return getComputedStyle(button, '::before').animationName;
    });
  expect(await motion()).toBe('turn');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await motion()).toBe('none');

  const border = () =>
    page
      .getByRole('button', { name: 'Email me' })
      .evaluate((button) => getComputedStyle(button).borderTopColor);
  await page.reload();
  expect(await border()).toBe('rgba(0, 0, 0, 0)');
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await border()).not.toBe('rgba(0, 0, 0, 0)');
});
