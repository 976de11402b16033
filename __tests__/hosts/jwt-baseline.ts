import { expect, type Page } from '@playwright/test';

import {
  ada,
  enterPassword,
  grace,
  type Person,
  signInByPassword,
  signOut,
  untilHome,
} from './jwt-people';
import { newVisit, type Trial } from './trial';

/** All that the host gives a person who is signed in, in whichever way. */
export async function expectSignedIn(page: Page, person: Person) {
  const { email, role } = person;
  await page.goto('/');
  await untilHome(page, person);

  const answer = await page.request.get('/api/whoami');
  expect(await answer.json()).toMatchObject({ email, role });

  await page.goto('/settings');
  await expect(page.getByText(`Your address is ${email}.`)).toBeVisible();
  await page.goto('/report');
  await expect(page.getByText(`For ${email}, ${role}`)).toBeVisible();

  // Without its page: on the sign-in page, where withAuth may lead, a virtual authenticator picks at once.
  const admin = await page.request.get('/admin', { maxRedirects: 0 });
  expect(admin.status()).toBe(role === 'admin' ? 200 : 307);
}

async function expectSignedOut(page: Page) {
  expect((await page.request.get('/api/whoami')).status()).toBe(401);
  expect(await (await page.request.get('/api/auth/session')).json()).toEqual({});
  for (const path of ['/settings', '/report', '/admin']) {
    await page.goto(path);
    await expect(page).toHaveURL(`/login?callbackUrl=${encodeURIComponent(path)}`);
  }
}

/** What the host can do before it has passkeys, and after. */
export async function tryBaseline(trial: Trial): Promise<void> {
  const { check } = trial;
  await check(
    'withAuth leads a visitor to the sign-in page and, after the password, back',
    async () => {
      const page = await newVisit(trial);
      await expectSignedOut(page);
      await page.goto('/settings');
      await enterPassword(page, ada.email);
      await expect(page.getByText(`Your address is ${ada.email}.`)).toBeVisible();
    },
  );

  await check('a wrong password opens no session', async () => {
    const page = await newVisit(trial);
    await page.goto('/login');
    await enterPassword(page, ada.email, 'another password');
    await expect(page.getByText('E-mail or password are wrong.')).toBeVisible();
    await expectSignedOut(page);
  });

  for (const person of [ada, grace]) {
    const name = `by password, a user with the role ${person.role} gets the pages of that role`;
    await check(name, async () => {
      const page = await newVisit(trial);
      await signInByPassword(page, person);
      await expectSignedIn(page, person);
    });
  }

  await check('a sign-out ends the session', async () => {
    const page = await newVisit(trial);
    await signInByPassword(page, ada);
    await signOut(page);
    await page.waitForURL('/login');
    await expectSignedOut(page);
  });
}
