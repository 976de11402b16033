import { http } from 'msw';

import { BASE_URL, type CoreHost, startHost } from '../support/core-host/host';

// A host whose own axios is another copy than the SDK's: what is set on the one does not hold on the other.
jest.mock('axios', () => {
  const axios: typeof import('axios') = jest.requireActual('axios');
  const other = axios.default.create();
  const sdks = new Proxy(axios.default, {
    get: (target, key) => Reflect.get(key === 'interceptors' ? other : target, key),
  });
  return { ...axios, __esModule: true, default: sdks };
});

let app: CoreHost;
beforeAll(async () => {
  app = await startHost('JWT without adapter');
});
afterAll(() => app.close());

test('where the interceptor sees nothing, the log says so, and passkeys work', async () => {
  const ada = await app.owner('ada');
  expect(ada.confirmed).toMatchObject({ status: 200 });
  expect(await app.visitor().bring(await ada.browser.signIn())).toMatchObject({ error: null });
  const warnings = app.log.filter(({ event }) => event === 'authsignal_unguarded');
  expect(warnings.map(({ operation }) => operation)).toEqual(['track', 'validate', 'validate']);
  expect(warnings.every(({ level }) => level === 'warn')).toBe(true);
});

test('the second deadline ends a call that is never answered', async () => {
  const ada = await app.owner('grace');
  const token = await ada.browser.signIn();
  app.authsignal.use(http.post(`${BASE_URL}/validate`, () => new Promise<Response>(() => {})));
  const start = performance.now();
  expect(await app.visitor().bring(token)).toMatchObject({ error: 'passkeys_unavailable' });
  const took = performance.now() - start;
  expect(took).toBeGreaterThan(3_900);
  expect(took).toBeLessThan(5_000);
  expect(app.log.find(({ event }) => event === 'authsignal_failed')).toMatchObject({
    operation: 'validate',
  });

  app.authsignal.resetHandlers();
  expect(await app.visitor().bring(token)).toMatchObject({ status: 200, error: null });
});
