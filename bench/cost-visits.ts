import { randomInt } from 'node:crypto';

import makeFetchCookie from 'fetch-cookie';

import { keepKnownCookie, knownCookieOf } from './known-cookies';
import { mailedLink } from './create-sign-in-tokens';
import type { App } from './start-app';

/** As Chrome sends them: the app keeps the first one, and all are among the bytes. */
const HEADERS = {
  'User-Agent':
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36',
  Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'Accept-Language': 'en-US,en;q=0.9',
  'sec-ch-ua': '"Chromium";v="143", "Not A(Brand";v="24"',
  'sec-ch-ua-mobile': '?0',
  'sec-ch-ua-platform': '"macOS"',
};

/** Signs in with a passkey's token: the sign-in page, and the token's form. Resolves to the session's cookies. */
export async function signInByPasskey(app: App, signInToken: string): Promise<string> {
  const { open, post, cookies } = createBrowser(app, app.url);
  const csrfToken = csrfTokenIn(await open('/signin'));
  await post('/api/auth/callback/credentials', {
    signInToken,
    csrfToken,
    callbackUrl: app.url,
    json: 'true',
  });
  return cookies();
}

/** Signs in with a mailed link: the sign-in page, its form, the page after it, the link's page, and its form. */
export async function signInByLink(app: App, email: string): Promise<string> {
  const { open, post, cookies } = createBrowser(app, email);
  const csrfToken = csrfTokenIn(await open('/signin'));
  await open(await post('/api/auth/signin/email', { csrfToken, email, callbackUrl: app.url }));
  const { pathname, search, searchParams } = await mailedLink(app, email);
  await open(pathname + search);
  await post('/api/auth/callback/email', { csrfToken, ...Object.fromEntries(searchParams) });
  return cookies();
}

/** Asks who is signed in. Throws if nobody is. */
export async function readSession(app: App, cookie: string): Promise<void> {
  const answer = await fetch(`${app.url}/api/auth/session`, { headers: { ...HEADERS, cookie } });
  if (!(await answer.text()).includes('"user"')) throw new Error('The session was not read.');
}

const csrfTokenIn = (page: string): string =>
  /name="csrfToken" value="(\w+)"/.exec(page)?.[1] ?? '';

/** A browser that its user has signed in with before, at an address of its own, so that it shares no limit. */
function createBrowser(app: App, user: string) {
  const jar = new makeFetchCookie.toughCookie.CookieJar();
  const known = knownCookieOf(user);
  if (known) jar.setCookieSync(known, app.url);
  const request = makeFetchCookie(fetch, jar);
  const client = [10, randomInt(256), randomInt(256), randomInt(256)].join('.');
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = { ...HEADERS, 'X-Forwarded-For': client };
    const url = new URL(path, app.url);
    const answer = await request(url, { redirect: 'manual', headers, ...init });
    keepKnownCookie(user, answer.headers.getSetCookie());
    const body = await answer.text();
    const to = answer.headers.get('location') ?? body;
    if (answer.status >= 400 || to.includes('error=')) throw new Error(`${path} failed: ${to}`);
    return { body, to };
  };
  return {
    open: async (path: string) => (await send(path)).body,
    /** Resolves to where the answer leads. */
    post: async (path: string, fields: Record<string, string>) =>
      (await send(path, { method: 'POST', body: new URLSearchParams(fields) })).to,
    cookies: () => jar.getCookieString(app.url),
  };
}
