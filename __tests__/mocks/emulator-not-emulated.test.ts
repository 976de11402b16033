import { Authsignal } from '@authsignal/node';
import { setupServer } from 'msw/node';

import { createClientApi } from '../support/authsignal/client-api';
import { createTenant } from '../support/authsignal/tenant';

const tenant = createTenant();
const network = setupServer(...tenant.handlers);
const warn = jest.spyOn(console, 'warn').mockImplementation();
let requests: string[] = [];

beforeAll(() => {
  network.listen({ onUnhandledRequest: 'error' });
  network.events.on('request:start', ({ request }) => void requests.push(request.url));
});
beforeEach(() => {
  requests = [];
  warn.mockClear();
});
afterAll(() => {
  network.close();
  warn.mockRestore();
});

test('what is not imitated is refused for a wrong key first', async () => {
  const stranger = new Authsignal({ apiUrl: tenant.baseUrl, apiSecretKey: 'wrong', retries: 0 });
  await expect(stranger.getChallenge({})).rejects.toMatchObject({ statusCode: 401 });
  await expect(tenant.server.getChallenge({})).rejects.toMatchObject({ errorCode: 'not_emulated' });

  const lost = createClientApi({ ...tenant, tenantId: 'another' });
  expect(await lost.post('verify/sms', {})).toMatchObject({ errorCode: 'unauthorized' });
  expect(await lost.post('verify/sms', {}, 'no token')).toMatchObject({ status: 401 });
  const page = createClientApi(tenant);
  const token = await tenant.enrollmentToken('ada');
  for (const answer of [
    await page.post('verify/sms', {}),
    await page.post('verify/sms', {}, token),
  ])
    expect(answer).toMatchObject({
      status: 400,
      error: 'not_emulated',
      errorCode: 'not_emulated',
      errorDescription: expect.stringContaining('POST /client/verify/sms'),
    });
});

test('the terminal tells of an operation once, whoever it is about', async () => {
  const ask = (path: string) =>
    fetch(`${tenant.baseUrl}${path}`, {
      headers: { Authorization: `Basic ${btoa(`${tenant.secretKey}:`)}` },
    });
  for (const path of ['/users/ada/devices', '/users/bob/devices', '/authenticators'])
    await ask(path);

  expect(warn.mock.calls).toEqual([
    [expect.stringContaining('GET /users/:userId/devices')],
    [expect.stringContaining('GET /authenticators')],
  ]);
});

test('the SDK does not repeat what is not imitated', async () => {
  const server = new Authsignal({ apiUrl: tenant.baseUrl, apiSecretKey: tenant.secretKey });
  await expect(server.getChallenge({})).rejects.toMatchObject({ errorCode: 'not_emulated' });
  expect(requests).toHaveLength(1);
});

test('a page that waits for a mailed link to be opened is told at once that it never will be', async () => {
  const { authsignal } = tenant.browser();
  authsignal.setToken(await tenant.enrollmentToken('ada'));
  requests = [];
  await expect(authsignal.emailML.checkVerificationStatus()).rejects.toThrow();
  expect(requests).toEqual([`${tenant.baseUrl}/client/verify/email-magic-link/finalize`]);
});
