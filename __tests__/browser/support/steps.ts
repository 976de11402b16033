import { randomUUID } from 'node:crypto';

import { expect, type Page } from '@playwright/test';

import type { RunningApp } from '../../support/running-app';

export const newAddress = () => `ada-${randomUUID()}@example.com`;

/** Goes through form, mailbox and link, as a person does, to the account page. */
export async function signInByMail(page: Page, app: RunningApp, address = newAddress()) {
  await page.goto(`${app.url}/signin`);
  await page.getByLabel('E-mail address').fill(address);
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await page.goto(await mailedLink(page, app, address));
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();
  return address;
}

/** The link of the newest mail to the address. */
export async function mailedLink(page: Page, app: RunningApp, address: string): Promise<string> {
  const query = new URLSearchParams({ to: address });
  const response = await page.request.get(`${app.mailboxUrl}/api/mails?${query}`);
  const { mails } = await response.json();
  return /https?:\S+/.exec(mails[0].text)?.[0] ?? '';
}

export async function createPasskey(page: Page) {
  await page.getByRole('button', { name: 'Create passkey' }).click();
  await expect(page.getByText('Passkey added.')).toBeVisible();
}

export async function signOut(page: Page) {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}
