import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';

import { mendedSdk } from '@/utils/mended-sdk.browser';

import { createTenant } from './support/authsignal-tenant';

const tenant = createTenant();
const network = setupServer(...tenant.handlers);
const OPTIONS = `${tenant.baseUrl}/client/user-authenticators/passkey/authentication-options`;

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

/** A browser whose owner, Ada, has a passkey; `sdk` is what the pages call. */
async function browserOfAda() {
  const browser = tenant.browser();
  await browser.signUp({ token: await tenant.enrollmentToken(`ada-${crypto.randomUUID()}`) });
  return { ...browser, sdk: mendedSdk(browser.authsignal) };
}

test.each(['challenge', 'user-authenticators/passkey/authentication-options'])(
  'a network that fails at %s is named, and autofill works when it is back',
  async (path) => {
    const { sdk } = await browserOfAda();
    network.use(http.post(`${tenant.baseUrl}/client/${path}`, () => HttpResponse.error()));
    const request = { action: 'sign-in', autofill: true };
    expect(await sdk.signIn(request)).toMatchObject({ errorCode: 'network_error' });

    network.resetHandlers();
    expect(await sdk.signIn(request)).toMatchObject({ data: { isVerified: true } });
  },
);

test('a fetch that hangs is given up, and holds nobody up', async () => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
  const { sdk } = await browserOfAda();
  network.use(http.post(`${tenant.baseUrl}/client/challenge`, () => new Promise(() => {})));
  const hung = sdk.signIn({ action: 'sign-in', autofill: true });
  const next = sdk.signIn({ action: 'sign-in' });
  await jest.advanceTimersByTimeAsync(8_000);
  expect(await hung).toMatchObject({ errorCode: 'network_error' });

  await jest.advanceTimersByTimeAsync(8_000);
  expect(await next).toMatchObject({ errorCode: 'network_error' });
  jest.useRealTimers();
});

test('of two sign-ins started in a row, the second asks when the first has its options', async () => {
  const { sdk } = await browserOfAda();
  const order: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));

  network.use(
    http.post(`${tenant.baseUrl}/client/challenge`, async ({ request }) => {
      const { action }: { action: string } = (await request.clone().json()) as never;
      order.push(`${action} starts`);
    }),
    http.post(OPTIONS, async () => {
      await held;
      order.push('options arrive');
    }),
  );
  const first = sdk.signIn({ action: 'first', autofill: true });
  const second = sdk.signIn({ action: 'second' });
  release();

  expect(await first).toMatchObject({ data: { isVerified: true } });
  expect(await second).toMatchObject({ data: { isVerified: true } });
  expect(order).toEqual(['first starts', 'options arrive', 'second starts', 'options arrive']);
});
