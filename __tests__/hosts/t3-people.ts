import { expect, type Page } from '@playwright/test';

import { watchPolicy } from '../support/browser/policy-violations';
import { mailsTo, newAddress } from '../support/browser/steps';
import { query } from '../support/database/query';
import { newVisit, type Trial } from './trial';

export { newAddress };

/** What the host's policy has kept its pages from, on all visits. */
export const violations: string[][] = [];

/** A page of a user who was never there, on which the policy is watched. */
export async function visit(trial: Trial): Promise<Page> {
  const page = await newVisit(trial);
  violations.push(await watchPolicy(page.context()));
  return page;
}

export const untilHome = (page: Page, email: string) =>
  expect(page.getByText(`Signed in as ${email}`)).toBeVisible();

/** Fills in the form of the sign-in page. */
export async function askForLink(page: Page, email: string) {
  await page.goto('/login');
  // Before React is there, the browser itself would send the form.
  await page.waitForLoadState('networkidle');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
}

export async function signInByMail(page: Page, trial: Trial, email = newAddress()) {
  await askForLink(page, email);
  await expect(page.getByText('We have sent you a mail.')).toBeVisible();
  const [mail] = await mailsTo(page, trial, email);
  expect(mail?.subject).toBe('Your way into Acorn');
  const [link = ''] = /https?:\S+\/callback\/email\S+/.exec(mail?.text ?? '') ?? [];
  await page.goto(link);
  await untilHome(page, email);
  return email;
}

export async function signOut(page: Page) {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign out' }).click();
  // A passkey may lead on at once.
  await page.waitForURL('**/login', { waitUntil: 'commit' });
}

/** Changes one column of a user, as the host's administrator does. */
export const setUser = ({ databaseUrl }: Trial, email: string, change: string) =>
  query(databaseUrl, `UPDATE "User" SET ${change} WHERE email = '${email}'`);

/** The tokens of a user's sessions. */
export async function sessionsOf({ databaseUrl }: Trial, email: string) {
  const join = `"Session" JOIN "User" ON "User".id = "userId" WHERE email = '${email}'`;
  const rows = await query(databaseUrl, `SELECT "sessionToken" FROM ${join}`);
  return rows.map(({ sessionToken }) => sessionToken);
}
