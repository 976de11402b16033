import makeFetchCookie from 'fetch-cookie';

import type { OAuthProvider } from './oauth-provider';

/** The fetch of before msw, which would hold every request of the tests against its handlers. */
const network = fetch;

interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
  /** The `error` in the address that NextAuth leads to. */
  error: string | null;
}

/** A browser's cookies, and what its pages ask of a stock NextAuth app at `url`. */
export function newVisitor(url: string, acme: OAuthProvider, headers: HeadersInit = {}) {
  const jar = new makeFetchCookie.toughCookie.CookieJar();
  const request = makeFetchCookie(network, jar);

  async function call(path: string, init: RequestInit = {}): Promise<Answer> {
    const own = new Headers(headers);
    new Headers(init.headers).forEach((value, name) => void own.set(name, value));
    const response = await request(`${url}/api/auth/${path}`, {
      redirect: 'manual',
      ...init,
      headers: own,
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    const body: Record<string, unknown> = isJson ? JSON.parse(text) : { text };
    const led = new URL(String(body.url ?? response.headers.get('location') ?? url), url);
    const error = led.searchParams.get('error');
    return { status: response.status, headers: response.headers, body, error };
  }

  /** As `signIn` and `signOut` of next-auth/react post a form. */
  async function form(path: string, fields: Record<string, string> = {}): Promise<Answer> {
    const { csrfToken } = (await call('csrf')).body;
    const body = new URLSearchParams({ csrfToken: String(csrfToken), json: 'true', ...fields });
    return call(path, { method: 'POST', body });
  }

  const post = (path: string, body: object, more: HeadersInit = {}) =>
    call(path, {
      method: 'POST',
      headers: { Origin: url, 'Content-Type': 'application/json', ...Object(more) },
      body: JSON.stringify(body),
    });

  return {
    call,
    form,
    /** The `fetch` of this browser's pages. */
    fetch: (path: RequestInfo | URL, init?: RequestInit) =>
      request(new URL(String(path), url).href, init),
    post,
    cookie: async (name: string) =>
      (await jar.getCookies(url)).find(({ key }) => key === name)?.value,
    setCookie: (line: string) => jar.setCookie(line, url),
    session: async () => (await call('session')).body,
    signOut: () => form('signout'),
    /** Brings a passkey's token to NextAuth as `signIn(…)` does. */
    bring: (signInToken: string, more: Record<string, string> = {}, provider = 'credentials') =>
      form(`callback/${provider}`, { signInToken, ...more }),
    /** Signs in with the other provider. `change` tampers with the way back. */
    async signInAtAcme(name: string, change: Record<string, string> = {}) {
      const { body } = await form('signin/acme');
      const profile = { sub: `acme-${name}`, email: `${name}@example.com`, name };
      const back = acme.authorize(String(body.url), profile);
      for (const [field, value] of Object.entries(change)) back.set(field, value);
      return call(`callback/acme?${back}`);
    },
  };
}

export type Visitor = ReturnType<typeof newVisitor>;
