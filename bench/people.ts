import { randomUUID } from 'node:crypto';

import makeFetchCookie from 'fetch-cookie';
import { z } from 'zod';

import {
  createBrowser,
  type PasskeyBrowser,
} from '../__tests__/support/user/software-authenticator';
import { SIGN_IN_ACTION } from '../utils/passkeys/actions';
import type { App } from './app';
import { mailedLink } from './mail';

const csrf = z.object({ csrfToken: z.string() });
const enrolment = z.object({ token: z.string() });

/** Somebody whose browser has a passkey. */
export interface Holder {
  email: string;
  browser: PasskeyBrowser;
}

/** What a ceremony has left: the token, and whom it is to sign in. */
export interface Ceremony {
  email: string;
  token: string;
}

/** Somebody new, who has signed in by mail and created a passkey, over HTTP as a browser does. */
export async function enrolPerson(app: App): Promise<Holder> {
  const request = makeFetchCookie(fetch);
  const email = `person-${randomUUID()}@example.com`;
  const postJson = (path: string, body: object) =>
    request(app.url + path, {
      method: 'POST',
      headers: { Origin: app.url, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  const { csrfToken } = csrf.parse(await (await request(`${app.url}/api/auth/csrf`)).json());
  const body = new URLSearchParams({ csrfToken, email });
  await request(`${app.url}/api/auth/signin/email`, { method: 'POST', body });
  const link = new URL(await mailedLink(app, email));
  const fields = { csrfToken, ...Object.fromEntries(link.searchParams) };
  await request(`${app.url}/api/auth/callback/email`, {
    method: 'POST',
    body: new URLSearchParams(fields),
  });

  const browser = createBrowser({
    baseUrl: app.env.NEXT_PUBLIC_AUTHSIGNAL_API_HOST ?? '',
    tenantId: app.env.NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID ?? '',
    origin: app.url,
  });
  const { token } = enrolment.parse(await (await postJson('/api/auth/enroll-passkey', {})).json());
  const resultToken = await browser.signUp({ token, username: email });
  const { status } = await postJson('/api/auth/callback', { token: resultToken });
  if (status !== 200) throw new Error(`A passkey was not confirmed: ${status}`);
  return { email, browser };
}

/** Real ceremonies, none of whose tokens was brought to the app yet. */
export async function performCeremonies(people: Holder[], count: number): Promise<Ceremony[]> {
  const ceremonies: Ceremony[] = [];
  await Promise.all(
    people.map(async ({ email, browser }) => {
      while (ceremonies.length < count) {
        ceremonies.push({ email, token: await browser.signIn({ action: SIGN_IN_ACTION }) });
      }
    }),
  );
  return ceremonies.slice(0, count);
}
