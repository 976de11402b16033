/** @jest-environment jsdom */
import { tenantEnvironment } from '@/utils/passkeys/settings.server';

const given: { baseUrl: string }[] = [];
jest.mock('@authsignal/browser', () => ({
  Authsignal: class {
    constructor(settings: { baseUrl: string }) {
      given.push(settings);
    }
  },
}));
jest.mock('@/utils/passkeys/patched-sdk.browser', () => ({ patchedSdk: () => ({}) }));

const { env } = process;
afterEach(() => {
  process.env = env;
  document.head.innerHTML = '';
  jest.resetModules();
});

/** The address at which the browser's SDK calls Authsignal. */
async function ofBrowser() {
  const { authsignal } = await import('@/utils/passkeys/use-authsignal');
  await authsignal.load();
  return given.at(-1)?.baseUrl;
}

test.each([
  ['https://au.api.authsignal.com', 'https://au.api.authsignal.com/v1'],
  ['https://au.api.authsignal.com/', 'https://au.api.authsignal.com/v1'],
  ['https://au.api.authsignal.com/v1', 'https://au.api.authsignal.com/v1'],
  ['https://au.api.authsignal.com/v1//', 'https://au.api.authsignal.com/v1'],
])('server and browser both take the API host %s as %s', async (host, address) => {
  process.env = {
    ...env,
    AUTHSIGNAL_TENANT_SECRET_KEY: 'key',
    NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID: 'tenant',
    NEXT_PUBLIC_AUTHSIGNAL_API_HOST: host,
  };
  expect(tenantEnvironment().baseUrl).toBe(address);
  expect(await ofBrowser()).toBe(address);

  // As AuthsignalTenant names it on a page.
  jest.resetModules();
  Reflect.deleteProperty(process.env, 'NEXT_PUBLIC_AUTHSIGNAL_API_HOST');
  document.head.innerHTML = `<meta name="authsignal-api" content="${host}">`;
  expect(await ofBrowser()).toBe(address);
});
