import { expect, test } from '../support/browser/test';
import { beSignedIn, mailedLink, mailsTo, untilLoaded } from '../support/browser/steps';
import { newClientAddress } from '../support/app/client-address';

test('the owner ends the session of a new browser by the button in the mail, and looks at the passkeys', async ({
  page,
  app,
  browser,
}) => {
  const address = await beSignedIn(page, app);

  // Somebody who reads the mailbox signs in elsewhere.
  const thief = await browser.newContext({
    baseURL: app.url,
    extraHTTPHeaders: { 'X-Forwarded-For': newClientAddress() },
  });
  const there = await thief.newPage();
  await there.goto('/signin');
  await there.getByLabel('E-mail address').fill(address);
  await there.getByRole('button', { name: 'Email me a sign-in link' }).click();
  await expect(there.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await there.goto(await mailedLink(page, app, address));
  await expect(there.getByText(`Signed in as ${address}`)).toBeVisible();

  const news = async () =>
    (await mailsTo(page, app, address)).filter(({ subject }) => subject.includes('new browser'));
  await expect.poll(async () => (await news()).length).toBe(1);
  const [, link = ''] = /This was not me:\n(\S+)/.exec((await news())[0]?.text ?? '') ?? [];
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Was this not you?' })).toBeVisible();
  await page.getByRole('button', { name: 'This was not me' }).click();
  await expect(page.getByRole('heading', { name: 'That session has ended' })).toBeVisible();
  await there.reload();
  await expect(there.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await thief.close();

  await page.getByRole('link', { name: 'Look at your passkeys and sessions' }).click();
  await untilLoaded(page);
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
});

test('a link that is too old says so, also without JavaScript', async ({ app, browser }) => {
  const context = await browser.newContext({ baseURL: app.url, javaScriptEnabled: false });
  const page = await context.newPage();
  const answer = await page.goto('/signin/not-me?token=x');
  expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
  await expect(page.getByRole('heading', { name: 'That link is too old' })).toBeVisible();
  await context.close();
});
