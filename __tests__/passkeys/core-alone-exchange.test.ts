import { type ExchangeSettings, exchangeToken } from '@/utils/passkeys/exchange-token.browser';

import { type CoreHost, startHost } from '../support/core-host/host';

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

/** Exchanges a token of Ada's on a page of the site, with next-auth/react as it is. */
async function exchange(callbackUrl?: string, own: ExchangeSettings = {}) {
  const visitor = app.visitor();
  const token = await ada.browser.signIn();
  const location = new URL(`${app.url}/signin?callbackUrl=/elsewhere`);
  Object.defineProperty(globalThis, 'window', { value: { location }, configurable: true });
  const ownFetch = jest.spyOn(globalThis, 'fetch').mockImplementation(visitor.fetch);
  const outcome = await exchangeToken(token, { ...own, callbackUrl }).finally(() => {
    ownFetch.mockRestore();
    Reflect.deleteProperty(globalThis, 'window');
  });
  return { outcome, session: await visitor.session() };
}

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
  expect(await exchange('/')).toEqual({ outcome: failed('access_denied'), session: {} });
  app.rule.signIn = () => Promise.reject(new Error('/why'));
  expect(await exchange('/')).toEqual({ outcome: failed('access_denied'), session: {} });
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

test('a provider that the site does not have leads nowhere', async () => {
  const { outcome } = await exchange('/', { provider: 'nonesuch' });
  expect(outcome).toEqual(failed('passkeys_unavailable'));
});
