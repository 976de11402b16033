import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Authsignal, VerificationMethod } from '@authsignal/node';
import { setupServer } from 'msw/node';

import { createTenant } from '../support/authsignal/tenant';
import { until } from '../support/app/until';

const PASSKEY_NAME = 'Chrome virtual authenticator';

const tenant = createTenant({ now: undefined, retryPause: 10 });
const sdk = new Authsignal({ apiUrl: tenant.baseUrl, apiSecretKey: tenant.secretKey });
const network = setupServer(...tenant.handlers);

/** What the app was sent, and the status with which it answers. */
let received: { body: string; signature: string; event: ReturnType<typeof read> }[] = [];
let statuses: number[] = [];
let app: Server;

const read = (body: string, signature: string) => sdk.webhook.constructEvent(body, signature);

beforeAll(async () => {
  network.listen({ onUnhandledRequest: 'bypass' });
  app = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    const signature = String(req.headers['x-signature-v2']);
    received.push({ body, signature, event: read(body, signature) });
    res.writeHead(statuses.shift() ?? 204).end();
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const { port } = app.address() as AddressInfo;
  tenant.emulator.setWebhookUrl(`http://127.0.0.1:${port}/webhook`);
});
beforeEach(() => {
  received = [];
  statuses = [];
});
afterAll(async () => {
  tenant.emulator.close();
  network.close();
  app.close();
});

async function enrol(userId: string) {
  await tenant.browserOf(userId);
  await until(() => received.some(({ event }) => event.data.userId === userId));
  const [passkey] = await sdk.getAuthenticators({ userId });
  return { userId, userAuthenticatorId: passkey?.userAuthenticatorId ?? '' };
}

test('a passkey that is created is told of, in the words and with the signature of Authsignal', async () => {
  const passkey = await enrol('ada');
  expect(received.map(({ event }) => event)).toEqual([
    {
      version: 1,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      source: 'https://authsignal.com',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      tenantId: tenant.tenantId,
      type: 'authenticator.created',
      data: {
        ...passkey,
        verificationMethod: 'PASSKEY',
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        credentialId: expect.any(String),
        aaguid: '01020304-0506-0708-0102-030405060708',
        credentialName: PASSKEY_NAME,
      },
    },
  ]);
  expect(() => read(`${received[0]?.body} `, received[0]?.signature ?? '')).toThrow('mismatch');
});

test('a passkey that is deleted is told of, once, and so is each one that goes with its user', async () => {
  const passkey = await enrol('bob');
  await enrol('cleo');
  received = [];

  await sdk.deleteAuthenticator(passkey);
  await expect(sdk.deleteAuthenticator(passkey)).rejects.toMatchObject({ statusCode: 404 });
  await sdk.deleteUser({ userId: 'cleo' });
  await until(() => received.length === 2);
  expect(received.map(({ event }) => [event.type, event.data.userId])).toEqual([
    ['authenticator.deleted', 'bob'],
    ['authenticator.deleted', 'cleo'],
  ]);
  expect(received[0]?.event.data).toMatchObject({ ...passkey, deletedAt: expect.any(String) });
});

test('an event that the app does not take is sent up to three times more, under its own id', async () => {
  statuses = [500, 503, 401, 400];
  await enrol('dan');
  await until(() => received.length === 4);
  expect(new Set(received.map(({ event }) => event.id)).size).toBe(1);

  // Had there been a fifth, it would have been before the next person's first.
  statuses = [302];
  received = [];
  await enrol('eve');
  await until(() => received.length === 2);
  expect(received.map(({ event }) => event.data.userId)).toEqual(['eve', 'eve']);
});

test('an address that the app’s server enrolls is told of, and again when another one is verified', async () => {
  const attributes = {
    verificationMethod: VerificationMethod.EMAIL_OTP,
    email: 'old@example.test',
  };
  const { authenticator } = await sdk.enrollVerifiedAuthenticator({ userId: 'fay', attributes });
  await sdk.enrollVerifiedAuthenticator({ userId: 'fay', attributes });
  const email = 'new@example.test';
  await sdk.updateUser({ userId: 'fay', attributes: { email } });
  await sdk.updateUser({ userId: 'fay', attributes: { email, emailVerified: true } });
  await until(() => received.length === 2);

  const { userAuthenticatorId, createdAt } = authenticator;
  const facts = { userId: 'fay', verificationMethod: 'EMAIL_OTP', userAuthenticatorId, createdAt };
  expect(received.map(({ event: { type, data } }) => ({ type, data }))).toEqual([
    { type: 'authenticator.created', data: { ...facts, email: 'old@example.test' } },
    {
      type: 'authenticator.updated',
      data: { ...facts, email, updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
    },
  ]);
});
