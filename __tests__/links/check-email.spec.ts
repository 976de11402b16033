import type { Page } from '@playwright/test';

import { messages } from '../../utils/base/messages';
import {
  askForLink,
  mailedLink,
  mailsTo,
  newAddress,
  signInByMail,
} from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

const sendAgain = { name: 'Send it again' };

/** Lets the half minute go by after which a mail can be sent again. */
const letTheWaitEnd = (page: Page) =>
  page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));

test('a tab that waits goes on to where the person wanted, when the link is opened in another', async ({
  page,
  app,
  context,
}) => {
  const address = newAddress();
  await askForLink(page, address, '/signin?callbackUrl=%2F%3Ftab%3Dpasskeys');

  const other = await context.newPage();
  await other.goto(await mailedLink(page, app, address));
  await expect(other.getByText(`Signed in as ${address}`)).toBeVisible();

  await page.evaluate(() => void window.dispatchEvent(new Event('focus')));
  await expect(page).toHaveURL(`${app.url}/?tab=passkeys`);
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
});

test('who is signed in and confirms that it is them waits for the link all the same', async ({
  page,
  app,
  context,
}) => {
  const address = await signInByMail(page, app);
  await page.goto('/signin?confirm');
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  const asked = page.waitForResponse('**/api/auth/session');
  await page.evaluate(() => void window.dispatchEvent(new Event('focus')));
  await (await asked).finished();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();

  const other = await context.newPage();
  await other.goto(await mailedLink(page, app, address));
  await expect(other.getByText(`Signed in as ${address}`)).toBeVisible();
  await page.evaluate(() => void window.dispatchEvent(new Event('focus')));
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript';

  test(`a mail can be sent again after a while, and the page says that it was, ${how}`, async ({
    browser,
    app,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled, baseURL: app.url });
    const page = await context.newPage();
    const address = newAddress();
    await askForLink(page, address);
    const countdown = page.getByText('Resend available in');
    await expect(countdown).toBeVisible();
    await expect(page.getByRole('button', sendAgain)).toBeHidden();

    await letTheWaitEnd(page);
    await expect(countdown).toBeHidden();
    await page.getByRole('button', sendAgain).click();
    await expect(page.getByText(messages.mail_sent_again)).toBeFocused();
    await expect(countdown).toBeVisible();
    expect(await mailsTo(page, app, address)).toHaveLength(2);
    await context.close();
  });

  test(`an address can be mended, ${how}`, async ({ browser, app }) => {
    const context = await browser.newContext({ javaScriptEnabled, baseURL: app.url });
    const page = await context.newPage();
    const typo = newAddress();
    await askForLink(page, typo, '/signin?callbackUrl=%2F%3Ftab%3Dpasskeys');

    await page.getByRole('link', { name: 'Change it' }).click();
    await expect(page.getByLabel('E-mail address')).toHaveValue(typo);
    const mended = newAddress();
    await page.getByLabel('E-mail address').fill(mended);
    await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
    await expect(page.getByText(mended)).toBeVisible();
    await expect(page.getByText(messages.mail_sent_again)).toHaveCount(0);

    await page.goto(await mailedLink(page, app, mended));
    if (!javaScriptEnabled)
      await page.getByRole('button', { name: `Sign in as ${mended}` }).click();
    await expect(page).toHaveURL(`${app.url}/?tab=passkeys`);
    await context.close();
  });
}
