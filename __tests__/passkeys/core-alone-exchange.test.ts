import {
  type CeremonySettings,
  csrfToken,
  exchangeToken,
} from '@/utils/passkeys/exchange-token.browser';

import { type CoreHost, startHost } from '../support/core-host/host';

const network = fetch;

let app: CoreHost;
let ada: Awaited<ReturnType<CoreHost['owner']>>;
beforeAll(async () => {
  app = await startHost('database sessions');
  ada = await app.owner('ada');
});
afterEach(() => {
  app.rule.signIn = async () => true;
});
afterAll(() => app.close());

/** Exchanges a token of Ada's on a page of the site, which has a form with a CSRF token unless it is told. */
async function exchange(callbackUrl?: string, own: CeremonySettings = {}, formToken?: string) {
  const visitor = app.visitor();
  const token = await ada.browser.signIn();
  const location = new URL(`${app.url}/signin?callbackUrl=/elsewhere`);
  const form = formToken === undefined ? null : { value: formToken };
  const page = { window: { location }, document: { querySelector: () => form } };
  const define = ([name, value]: [string, unknown]) =>
    Object.defineProperty(globalThis, name, { value, configurable: true });
  Object.entries(page).forEach(define);
  const paths: string[] = [];
  const ownFetch = jest.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    paths.push(String(input));
    return visitor.fetch(input, init);
  });
  try {
    const csrf = await csrfToken(own);
    const outcome = await exchangeToken(token, { ...own, callbackUrl }, csrf);
    return { outcome, paths, session: await visitor.session() };
  } finally {
    ownFetch.mockRestore();
    for (const name of Object.keys(page)) Reflect.deleteProperty(globalThis, name);
  }
}

const CSRF = '/api/auth/csrf';
const CALLBACK = '/api/auth/callback/credentials';

const failed = (code: string) => ({ status: 'failed', code });

test.each([
  ['/members?tab=1', '/members?tab=1'],
  ['members', '/members'],
  ['https://elsewhere.example/', '/'],
])('a good token signs in, and NextAuth decides on the way to %s', async (wanted, path) => {
  const { outcome, session } = await exchange(wanted);
  expect(outcome).toEqual({ status: 'signed_in', url: `${app.url}${path}` });
  expect(session).toMatchObject({ user: { id: ada.id } });
});

test('a page that does not know yet where to go finds that out itself', async () => {
  const { outcome, session } = await exchange();
  expect(outcome).toEqual({ status: 'signed_in', url: undefined });
  expect(session).toMatchObject({ user: { id: ada.id } });
});

test.each([
  ['/why?error=not_invited', '/why?error=not_invited'],
  ['https://elsewhere.example/why', 'https://elsewhere.example/why'],
])('the browser goes to the address %s of callbacks.signIn', async (answer, url) => {
  app.rule.signIn = async () => answer;
  const { outcome, session } = await exchange('/members');
  expect(outcome).toEqual({ status: 'signed_in', url: new URL(url, app.url).href });
  expect(session).toEqual({});
});

test('a callbacks.signIn that says no or throws is a denied access', async () => {
  app.rule.signIn = async () => false;
  expect(await exchange('/')).toMatchObject({ outcome: failed('access_denied'), session: {} });
  app.rule.signIn = () => Promise.reject(new Error('/why'));
  expect(await exchange('/')).toMatchObject({ outcome: failed('access_denied'), session: {} });
});

test('what `authorize` throws is the code that the page shows', async () => {
  const confirms = { confirms: () => 'grace' };
  expect(await exchange('/', confirms)).toMatchObject({ outcome: failed('passkey_of_another') });
  const out = await app.store.whileOut(() => exchange('/'));
  expect(out).toMatchObject({ outcome: failed('service_unavailable') });
});

test('a script in the place of an address is never gone to', async () => {
  app.rule.signIn = () => 'javascript:alert(1)';
  const { outcome } = await exchange('/');
  expect(outcome).toMatchObject({ status: 'signed_in' });
  expect(JSON.stringify(outcome)).not.toContain('javascript:');
});

test('NextAuth without this provider answers in no JSON, which counts as out of service', async () => {
  await expect(exchange('/', { provider: 'nonesuch' })).rejects.toMatchObject({
    name: 'SyntaxError',
  });
});

test('after the ceremony there is one request, with the CSRF token that was fetched before', async () => {
  const { paths } = await exchange('/');
  expect(paths).toEqual([CSRF, CALLBACK]);
});

test('the CSRF token of a form of the page will do; if it is too old, a new one is fetched', async () => {
  const { outcome, paths, session } = await exchange('/', {}, 'of-another-day');
  expect(paths).toEqual([CALLBACK, CSRF, CALLBACK]);
  expect(outcome).toMatchObject({ status: 'signed_in' });
  expect(session).toMatchObject({ user: { id: ada.id } });
});

test('where NextAuth takes no CSRF token of this browser, the user is told to try again', async () => {
  const withoutCookies = jest.spyOn(app, 'visitor').mockReturnValue({
    ...app.visitor(),
    fetch: (input, init) => network(new URL(String(input), app.url), init),
  });
  const { outcome, paths } = await exchange('/');
  withoutCookies.mockRestore();
  expect(outcome).toEqual(failed('try_again'));
  expect(paths).toEqual([CSRF, CALLBACK, CSRF, CALLBACK]);
});
