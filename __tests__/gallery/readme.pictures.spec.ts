import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { animatedPng } from '../support/browser/animated-png';
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

test('a moving picture is taken of the journey', async ({ page, app, device }) => {
  await page.setViewportSize({ width: 640, height: 560 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const frames: Buffer[] = [];
  const look = async () => frames.push(await page.screenshot({ caret: 'initial' }));
  const address = 'ada@example.com';

  await page.goto('/signin');
  await look();
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
  await look();
  await createPasskey(page);
  await look();
  await keepName(page);
  await device.setTouched(false);
  await signOut(page);
  await look();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('button', { name: 'Waiting for your passkey…' })).toBeVisible();
  await look();
  await device.setTouched(true);
  await page.reload();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
  await untilLoaded(page);
  await expect(passkeyItems(page)).toHaveCount(1);
  await look();

  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'journey.png'), animatedPng(frames, 1_600));
});
