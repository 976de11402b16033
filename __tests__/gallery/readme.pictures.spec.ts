import { join } from 'node:path';

import type { Page } from '@playwright/test';

import {
  createPasskey,
  mailedLink,
  passkeyItems,
  beSignedIn,
  signOut,
  untilLoaded,
} from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

const folder = 'test-results/pictures';

/** Takes the name that a new passkey is given. */
async function keepName(page: Page) {
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByLabel('Name of this passkey')).toBeHidden();
}

const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 800, height: 640 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 800, height: 640 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 360, height: 640 } },
] as const;

for (const { name, colorScheme, viewport } of looks) {
  test(`a picture is taken of the sign-in page and the account: ${name}`, async ({
    page,
    app,
    device,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    const picture = (of: string) => page.screenshot({ path: join(folder, `${of}-${name}.png`) });

    await page.goto('/signin');
    await picture('sign-in');
    await beSignedIn(page, app, `ada@${name}.example.com`);
    await createPasskey(page);
    await keepName(page);
    await page.reload();
    await expect(passkeyItems(page)).toHaveCount(1);
    await untilLoaded(page);
    await picture('account');
    expect(await device.passkeys()).toHaveLength(1);
  });
}

/** One picture out of several, three in a row, each with its number. */
async function takeStrip(page: Page, frames: Buffer[], path: string) {
  const sheet = await page.context().newPage();
  await sheet.setViewportSize({ width: 1320, height: 800 });
  const images = frames.map(
    (png) => `<li><img src="data:image/png;base64,${png.toString('base64')}">`,
  );
  await sheet.setContent(`
    <style>
      ol { display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px 12px; margin: 0; padding: 0 0 8px; }
      li { list-style: decimal inside; font: 16px system-ui, sans-serif; color: #666; }
      img { display: block; width: 100%; border: 1px solid #8886; border-radius: 8px; box-sizing: border-box; }
    </style>
    <ol>${images.join('')}</ol>`);
  await sheet.locator('ol').screenshot({ path });
  await sheet.close();
}

test('a strip of pictures is taken of the journey', async ({ page, app, device }) => {
  await page.setViewportSize({ width: 640, height: 560 });
  const frames: Buffer[] = [];
  const look = async () => frames.push(await page.screenshot());
  const address = 'ada@example.com';

  await page.goto('/signin');
  await page.getByLabel('E-mail address').fill(address);
  await look();
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await look();
  await page.goto(app.mailboxUrl);
  await page.getByRole('link', { name: 'Sign in to' }).first().click();
  await expect(page.getByRole('link', { name: 'Follow the link' })).toBeVisible();
  await look();
  await page.goto(await mailedLink(page, app, address));
  await expect(page.getByText('With a passkey you sign in')).toBeVisible();
  await createPasskey(page);
  await look();
  await keepName(page);
  await device.setTouched(false);
  await signOut(page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('button', { name: 'Waiting for your passkey…' })).toBeVisible();
  await look();
  await device.setTouched(true);
  await page.reload();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
  await untilLoaded(page);
  await expect(passkeyItems(page)).toHaveCount(1);
  await look();

  await takeStrip(page, frames, join(folder, 'journey.png'));
});
