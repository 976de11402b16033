import { randomUUID } from 'node:crypto';

import { expect, type Page } from '@playwright/test';
import { decode, encode } from 'next-auth/jwt';

import { newClientAddress } from '../app/client-address';
import type { RunningApp } from '../processes/running-app';
import { letConditionalRequestsWait } from './conditional-requests';
import type { Device } from './device';

type WithMailbox = Pick<RunningApp, 'mailboxUrl'>;
type WithRequest = Pick<Page, 'request'>;

/** What the page says went wrong. (Next.js has a region of its own, outside, for page titles.) */
export const alertOn = (page: Page) => page.getByRole('main').getByRole('alert');

/** What the page says went well. */
export const newsOn = (page: Page) => page.getByRole('status').filter({ hasText: /\S/ });

export const newAddress = () => `ada-${randomUUID().slice(0, 8)}@example.com`;

/** Fills in the form of the sign-in page, as far as the page that says where the mail went. */
export async function askForLink(page: Page, address: string, from = '/signin') {
  await page.goto(from);
  await page.getByLabel('E-mail address').fill(address);
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
}

/** The passkeys in their list. */
export const passkeyItems = (page: Page) =>
  page.getByRole('region', { name: 'Passkeys' }).getByRole('listitem');

/** Goes through form, mailbox and link, as a person does, to the account page. */
export async function signInByMail(
  page: Page,
  app: WithMailbox,
  { address = newAddress(), from = '/signin' } = {},
) {
  await askForLink(page, address, from);
  await page.goto(await mailedLink(page, app, address));
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
  return address;
}

/** Is signed in by a mailed link, without its pages, and on the account page: for what comes after. */
export async function beSignedIn(page: Page, app: WithMailbox, address = newAddress()) {
  const { request } = page;
  const headers = { 'X-Forwarded-For': newClientAddress() };
  const { csrfToken }: { csrfToken: string } = await (await request.get('/api/auth/csrf')).json();
  const post = (path: string, fields: Record<string, string>) =>
    request.post(path, { form: { csrfToken, ...fields }, headers, maxRedirects: 0 });

  await post('/api/auth/signin/email', { email: address });
  const { searchParams } = new URL(await mailedLink(page, app, address));
  await post('/api/auth/callback/email', Object.fromEntries(searchParams));
  await page.goto('/');
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
  return address;
}

/** The mails to the address, newest first. */
export async function mailsTo({ request }: WithRequest, app: WithMailbox, address: string) {
  const query = new URLSearchParams({ to: address });
  const response = await request.get(`${app.mailboxUrl}/api/mails?${query}`);
  const { mails }: { mails: { subject: string; text: string }[] } = await response.json();
  return mails;
}

export async function mailedLink(
  from: WithRequest,
  app: WithMailbox,
  address: string,
): Promise<string> {
  const texts = (await mailsTo(from, app, address)).map(({ text }) => text);
  const [newest = ''] = texts.flatMap((text) => /https?:\S+\/signin\/confirm\S+/.exec(text) ?? []);
  return newest;
}

/** The account page has its lists: its buttons work, and it asks for nothing that a sign-out would refuse. */
export const untilLoaded = (page: Page) =>
  expect(page.getByText('This browser', { exact: true })).toBeVisible();

export async function createPasskey(page: Page) {
  await untilLoaded(page);
  await page.getByRole('button', { name: /^(Create|Add a) passkey$/ }).click();
  await expect(page.getByText('Passkey added.')).toBeVisible();
}

/** Keeps the name that is proposed for a new passkey, whose form hides the other buttons. */
export const keepProposedName = (page: Page) =>
  page.getByRole('button', { name: 'Cancel' }).click();

export async function signOut(page: Page) {
  await untilLoaded(page);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}

/** The account page asks for nothing more: what it asked for without its session would load it again. */
async function untilAtRest(page: Page) {
  await untilLoaded(page);
  await page.waitForLoadState('networkidle');
}

/** Has the session end behind the account page's back. */
export async function forgetSession(page: Page) {
  await untilAtRest(page);
  await page.context().clearCookies({ name: 'session-token' });
}

/** The cookie that holds this browser's session. Throws where nobody is signed in. */
export async function sessionCookieOf(page: Page) {
  const cookies = await page.context().cookies();
  const cookie = cookies.find(({ name }) => name === 'session-token');
  if (!cookie) throw new Error('Nobody is signed in.');
  return cookie;
}

/** Has the session be one of an hour ago. */
export async function growOld(page: Page, { env }: Pick<RunningApp, 'env'>) {
  await untilAtRest(page);
  const cookie = await sessionCookieOf(page);
  const secret = env.NEXTAUTH_SECRET ?? '';
  const token = await decode({ token: cookie.value, secret });
  if (!token) throw new Error('The session cannot be read.');
  const old = { ...token, authenticatedAt: Number(token.authenticatedAt) - 60 * 60 };
  await page.context().addCookies([{ ...cookie, value: await encode({ token: old, secret }) }]);
}

/** Signs out, and picks the passkey that the e-mail field then offers. */
export async function signInAgainByAutofill(page: Page, device: Device, address: string) {
  await device.setTouched(false);
  await signOut(page);
  await device.setTouched(true);
  await page.reload();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
}

/**
 * Is on the sign-in page, with a passkey that waits to be asked for by the button. `waiting` counts the
 * requests behind the field.
 */
export async function beSignedOutWithPasskey(page: Page, app: WithMailbox) {
  const address = await beSignedIn(page, app);
  await createPasskey(page);
  const waiting = await letConditionalRequestsWait(page);
  await signOut(page);
  return { address, waiting };
}
