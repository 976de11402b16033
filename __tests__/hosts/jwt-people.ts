import { randomBytes, randomUUID, scryptSync } from 'node:crypto';

import { expect, type Page } from '@playwright/test';
import { Client } from 'pg';

/** Who has an account at the host. */
export interface Person {
  email: string;
  role: 'member' | 'admin';
}

export const ada: Person = { email: 'ada@example.com', role: 'member' };
export const grace: Person = { email: 'grace@example.com', role: 'admin' };

const PASSWORD = 'a password of the tests';

/** Lets them have accounts, as the host stores its passwords. */
export async function seed(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  for (const { email, role } of [ada, grace]) {
    const salt = randomBytes(8).toString('hex');
    const hash = `${salt}:${scryptSync(PASSWORD, salt, 64).toString('hex')}`;
    const statement = 'INSERT INTO users (id, email, password_hash, role) VALUES ($1, $2, $3, $4)';
    await client.query(statement, [randomUUID(), email, hash, role]);
  }
  await client.end();
}

/** Fills in the form of the sign-in page. */
export async function enterPassword(page: Page, email: string, password = PASSWORD) {
  // Before React is there, the browser itself would send the form.
  await page.waitForLoadState('networkidle');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

export async function signInByPassword(page: Page, person: Person) {
  await page.goto('/login');
  await enterPassword(page, person.email);
  await untilHome(page, person);
}

export const untilHome = (page: Page, { email, role }: Person) =>
  expect(page.getByText(`Signed in as ${email}, ${role}`)).toBeVisible();

export async function signOut(page: Page) {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign out' }).click();
}
