import { expect, type Page } from '@playwright/test';

import { mailsTo } from '../support/browser/steps';
import { signInAtAcmeAs } from './t3-acme';
import {
  askForLink,
  newAddress,
  sessionsOf,
  setUser,
  signInByMail,
  signOut,
  untilHome,
  violations,
  visit,
} from './t3-people';
import type { Trial } from './trial';

const SUSPENDED = 'This account cannot sign in. Write to support.';

export async function expectSignedOut(page: Page) {
  expect((await page.request.get('/api/whoami')).status()).toBe(401);
  await page.goto('/settings');
  await expect(page).toHaveURL('/login?callbackUrl=%2Fsettings');
}

/** All that the host gives a user who is signed in, in whichever way. */
export async function expectSignedIn(page: Page, email: string, role = 'MEMBER') {
  const answer = await page.request.get('/api/whoami');
  expect(await answer.json()).toMatchObject({ email, role, id: expect.any(String) });
  await page.goto('/');
  await untilHome(page, email);
  // `events.createUser` has made it.
  await expect(page.getByText('First workspace')).toHaveCount(1);
  await page.goto('/settings');
  await expect(page.getByText(`The account of ${email}`)).toBeVisible();
  const admin = await page.goto('/admin');
  expect(admin?.status()).toBe(role === 'ADMIN' ? 200 : 404);
}

/** What the host can do before it has passkeys, and after. */
export async function tryBaseline(trial: Trial): Promise<void> {
  const { check } = trial;

  await check('the middleware leads a visitor to the sign-in page', async () => {
    await expectSignedOut(await visit(trial));
  });

  await check(
    "by the host's own mail a new user gets an account, a workspace and a session",
    async () => {
      const page = await visit(trial);
      const email = await signInByMail(page, trial);
      await expectSignedIn(page, email);
      expect(await sessionsOf(trial, email)).toHaveLength(1);
      await signOut(page);
      await expectSignedOut(page);
      expect(await sessionsOf(trial, email)).toEqual([]);
    },
  );

  await check(
    'by OAuth a new user gets the same, and the page offers no other provider',
    async () => {
      const page = await visit(trial);
      const email = newAddress();
      signInAtAcmeAs(email.replace('@example.com', ''));
      await page.goto('/login');
      await page.waitForLoadState('networkidle');
      await expect(page.getByRole('button', { name: 'Continue with' })).toHaveCount(1);
      await page.getByRole('button', { name: 'Continue with Acme' }).click();
      await untilHome(page, email);
      await expectSignedIn(page, email);
    },
  );

  await check('an administrator gets the pages of that role', async () => {
    const page = await visit(trial);
    const email = await signInByMail(page, trial);
    await setUser(trial, email, `role = 'ADMIN'`);
    await expectSignedIn(page, email, 'ADMIN');
  });

  await check('a suspended user gets no mail and no session', async () => {
    const page = await visit(trial);
    const email = await signInByMail(page, trial);
    await signOut(page);
    await setUser(trial, email, 'suspended = true');
    await askForLink(page, email);
    await expect(page.getByText(SUSPENDED)).toBeVisible();
    expect(await mailsTo(page, trial, email)).toHaveLength(1);
    expect(await sessionsOf(trial, email)).toEqual([]);
  });

  await check("the inline script runs, and the host's policy has nothing to forbid", async () => {
    const page = await visit(trial);
    const response = await page.goto('/login');
    const { 'content-security-policy': policy, 'permissions-policy': permissions } =
      response?.headers() ?? {};
    expect(policy).toMatch(
      /^default-src 'self'; script-src 'self' 'sha256-.*frame-ancestors 'none'$/,
    );
    expect(permissions).toBe('camera=(), microphone=()');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    expect(violations.flat()).toEqual([]);
  });
}
