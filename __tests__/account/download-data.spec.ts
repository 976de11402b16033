import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { messages } from '@/utils/base/messages';

import { beAdaOfAnHourAgo, offeredTo, ownPasskeys } from '../support/browser/confirm-steps';
import { alertOn, beSignedIn, createPasskey } from '../support/browser/steps';
import { expect, test } from '../support/browser/test';
import type { RunningApp } from '../support/processes/running-app';

/** The route asks for a confirmation, or refuses. */
test.use({ expectedErrors: /status of 40[13]/ });

const downloadButton = (page: Page) => page.getByRole('button', { name: 'Download my data' });

/** What the page saves when the button is pressed. */
async function download(page: Page): Promise<string> {
  const saved = page.waitForEvent('download');
  await downloadButton(page).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('my-data.json');
  return readFile(await file.path(), 'utf8');
}

const dataSection = (page: Page) => page.getByRole('region', { name: 'Your data' });

test('a passkey confirms each download of what is kept, which names nobody else', async ({
  page,
  app,
  device,
}) => {
  const { ada, bob } = await beAdaOfAnHourAgo(page, app);
  const offered = offeredTo(page);
  const kept = await download(page);
  expect(JSON.parse(kept)).toMatchObject({ email: ada, passkeys: [{}], sessions: [{}] });
  expect(kept).not.toContain(bob);
  await expect(dataSection(page).getByRole('status').filter({ hasText: /\S/ })).toHaveText(
    messages.data_saved,
  );
  expect(offered).toEqual([await ownPasskeys(page)]);

  await device.setRecognised(false);
  await downloadButton(page).click();
  await expect(alertOn(page)).toHaveText(messages.not_confirmed);
  await expect(dataSection(page)).toContainText('If you have lost your passkey, remove it');
  await device.setRecognised(true);
  expect(JSON.parse(await download(page))).toMatchObject({ email: ada });
});

test('where another user signs in in another tab meanwhile, the confirmation brings nothing', async ({
  page,
  app,
  context,
  device,
}) => {
  const ada = await beSignedIn(page, app);
  await createPasskey(page);
  expect(JSON.parse(await download(page))).toMatchObject({ email: ada });

  const downloads: unknown[] = [];
  page.on('download', (file) => downloads.push(file));
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/verify\/passkey$/, async (route) => {
    await held;
    await route.continue();
  });
  const isAsked = page.waitForRequest(/verify\/passkey$/);
  await downloadButton(page).click();
  await isAsked;
  await expect(page.getByText('Waiting for your fingerprint, face or screen lock…')).toBeVisible();

  const bobs = await context.newPage();
  const bob = await beSignedIn(bobs, app);
  letGo();
  await expect(page.getByText(`Signed in as ${bob}`)).toBeVisible();
  expect(downloads).toEqual([]);
  expect(await device.passkeys()).toHaveLength(1);
});

/** Sets what the rules say of an action, as in the Portal. */
async function setOutcome(app: RunningApp, action: string, outcome: string) {
  const url = new URL(`/_emulator/outcomes/${action}`, app.env.NEXT_PUBLIC_AUTHSIGNAL_API_HOST);
  const body = JSON.stringify({ outcome });
  expect((await fetch(url, { method: 'PUT', body })).status).toBe(204);
}

test('what a rule blocks, or has reviewed, is refused in words, and what it allows needs no touch', async ({
  page,
  app,
  device,
}) => {
  await beSignedIn(page, app);
  await createPasskey(page);
  await device.setRecognised(false);
  try {
    await setOutcome(app, 'download-data', 'BLOCK');
    await downloadButton(page).click();
    await expect(alertOn(page)).toHaveText(messages.action_blocked);
    await setOutcome(app, 'download-data', 'REVIEW');
    await downloadButton(page).click();
    await expect(alertOn(page)).toHaveText(messages.action_in_review);
    await setOutcome(app, 'download-data', 'ALLOW');
    expect(JSON.parse(await download(page))).toMatchObject({ passkeys: [{}] });
  } finally {
    await setOutcome(app, 'download-data', 'CHALLENGE');
  }
  await downloadButton(page).click();
  await expect(alertOn(page)).toHaveText(messages.not_confirmed);
});
