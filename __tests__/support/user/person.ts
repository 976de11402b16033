import { randomUUID } from 'node:crypto';

import makeFetchCookie from 'fetch-cookie';

import type { Passkey } from '@/utils/account/passkeys.server';

import { newClientAddress } from '../app/client-address';
import { secretsIn } from '../app/leaks';
import { createBrowser } from './software-authenticator';
import type { TestApp } from '../app/test-app';

/** The fetch of before msw, which would hold every request of the tests against its handlers. */
const network = fetch;

/** The body of an answer, whatever it is. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

export const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status;

/** What a person needs of an app, however it was started. */
export type App = Pick<TestApp, 'url' | 'tenant' | 'secrets'> & {
  mailbox: Pick<TestApp['mailbox'], 'mails'>;
};

/** Somebody with a browser: cookies, a page of the app, a fingerprint reader. */
export function newPerson(
  app: App,
  browser = createBrowser(app.tenant),
  clientAddress = newClientAddress(),
) {
  const jar = new makeFetchCookie.toughCookie.CookieJar();
  const request = makeFetchCookie(network, jar);
  const address = `person-${randomUUID()}@example.com`;
  app.secrets.add(address).add(clientAddress);

  async function call(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (!headers.has('X-Forwarded-For')) headers.set('X-Forwarded-For', clientAddress);
    const response = await request(app.url + path, {
      method,
      redirect: 'manual',
      ...init,
      headers,
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    const body = isJson ? JSON.parse(text) : { text };

    app.secrets.add(headers.get('Passkey-Confirmation') ?? '');
    const cookies = response.headers.getSetCookie();
    for (const secret of [...secretsIn({ cookies, body }), ...secretsIn({ body: init.body })]) {
      app.secrets.add(secret);
    }
    return { status: response.status, headers: response.headers, body };
  }

  /** As the app's own script asks its own routes. */
  const sendJson = (method: string, path: string, body: unknown, headers: HeadersInit = {}) =>
    call(method, path, {
      headers: { Origin: app.url, 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const postJson = (path: string, body: unknown, headers?: HeadersInit) =>
    sendJson('POST', path, body, headers);

  let csrfToken: unknown;
  /** The CSRF token, which is one for all forms of a browser. */
  const openForm = async () =>
    String((csrfToken ??= (await call('GET', '/api/auth/csrf')).body.csrfToken));

  /** As a form of NextAuth is posted. */
  async function postForm(path: string, fields: Record<string, string>, headers?: HeadersInit) {
    const body = new URLSearchParams({ csrfToken: await openForm(), ...fields });
    return call('POST', path, { headers, body });
  }

  const askForLink = (to = address) => postForm('/api/auth/signin/email', { email: to });

  /** What was mailed, the newest first. */
  const mails = (to = address) => app.mailbox.mails().filter((mail) => mail.to.includes(to));
  const links = (to = address) =>
    mails(to).flatMap(({ text }) => /https?:\S+\/signin\/confirm\S+/.exec(text)?.[0] ?? []);
  const newestLink = (to = address) => links(to)[0] ?? 'http://no-mail.invalid';

  /** Opens the link and sends off the page's form, as a press of its button does. */
  const follow = (link: string) =>
    postForm('/api/auth/callback/email', Object.fromEntries(new URL(link).searchParams));
  const enrolmentToken = async () =>
    String((await postJson('/api/auth/enroll-passkey', {})).body.token);

  return {
    address,
    clientAddress,
    browser,
    call,
    sendJson,
    postJson,
    openForm,
    postForm,
    askForLink,
    mails,
    links,
    newestLink,
    follow,
    enrolmentToken,
    /** All cookies of this browser, as a request carries them. */
    cookies: () => jar.getCookieString(app.url),
    passkeys: async () => (await call('GET', '/api/passkeys')).body.passkeys as Passkey[],
    session: async () => (await call('GET', '/api/auth/session')).body,
    async signInByMail() {
      await askForLink();
      return follow(newestLink());
    },
    /** Creates a passkey and returns its result token, which our server has not seen yet. */
    async enrol() {
      return browser.signUp({ token: await enrolmentToken(), username: address });
    },
    confirm: (token: unknown) => postJson('/api/auth/callback', { token }),
    /** Brings a sign-in token to NextAuth as `signIn('credentials', …)` does. */
    bring: (signInToken: string, more?: { confirms: string }) =>
      postForm('/api/auth/callback/credentials', { signInToken, ...more, json: 'true' }),
  };
}

export type Person = ReturnType<typeof newPerson>;

/** A person who has signed in by mail and created a passkey. */
export async function personWithPasskey(app: App) {
  const person = newPerson(app);
  await person.signInByMail();
  await person.confirm(await person.enrol());
  return person;
}
