import { randomUUID } from 'node:crypto';

import makeFetchCookie from 'fetch-cookie';
import { z } from 'zod';

import {
  createBrowser,
  type PasskeyBrowser,
} from '../__tests__/support/user/software-authenticator';
import type { App } from './start-app';

const USERS = 8;

const csrf = z.object({ csrfToken: z.string() });
const enrolment = z.object({ token: z.string() });
const mailbox = z.object({ mails: z.array(z.object({ text: z.string() })) });

/** Makes so many result tokens of real passkey ceremonies. No app has seen any of them. */
export type SignInTokens = (count: number) => Promise<string[]>;

/** The ceremonies are by eight new users of the app. */
export async function createSignInTokens(app: App): Promise<SignInTokens> {
  const browsers = await Promise.all(Array.from({ length: USERS }, () => createPasskeyUser(app)));
  return async (count) => {
    const tokens: string[] = [];
    await Promise.all(
      browsers.map(async (browser) => {
        while (tokens.length < count) tokens.push(await browser.signIn());
      }),
    );
    return tokens.slice(0, count);
  };
}

/** Signs up by mail and creates a passkey, over HTTP as a browser does. Returns that browser. */
async function createPasskeyUser(app: App): Promise<PasskeyBrowser> {
  const request = makeFetchCookie(fetch);
  const email = `user-${randomUUID()}@example.com`;
  const { csrfToken } = csrf.parse(await (await request(`${app.url}/api/auth/csrf`)).json());
  const postForm = (path: string, fields: Record<string, string>) =>
    request(app.url + path, {
      method: 'POST',
      body: new URLSearchParams({ csrfToken, ...fields }),
    });
  const postJson = (path: string, body: object) =>
    request(app.url + path, {
      method: 'POST',
      headers: { Origin: app.url, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  await postForm('/api/auth/signin/email', { email });
  const { searchParams } = await mailedLink(app, email);
  await postForm('/api/auth/callback/email', Object.fromEntries(searchParams));

  const browser = createBrowser({
    baseUrl: app.env.NEXT_PUBLIC_AUTHSIGNAL_API_HOST ?? '',
    tenantId: app.env.NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID ?? '',
    origin: app.url,
  });
  const { token } = enrolment.parse(await (await postJson('/api/auth/enroll-passkey', {})).json());
  const resultToken = await browser.signUp({ token, username: email });
  const { status } = await postJson('/api/auth/callback', { token: resultToken });
  if (status !== 200) throw new Error(`The app refused a new passkey: ${status}`);
  return browser;
}

/** The newest link that was mailed to this address. */
export async function mailedLink({ mailboxUrl }: App, address: string): Promise<URL> {
  const query = new URLSearchParams({ to: address });
  const { mails } = mailbox.parse(await (await fetch(`${mailboxUrl}/api/mails?${query}`)).json());
  return new URL(/https?:\S+/.exec(mails[0]?.text ?? '')?.[0] ?? '');
}
