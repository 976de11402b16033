import { setupServer } from 'msw/node';

import { createTenant } from '../support/authsignal/tenant';

const tenant = createTenant();
const { server, emulator } = tenant;
const network = setupServer(...tenant.handlers);

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => emulator.reset());
afterAll(() => network.close());

test('a passkey is listed with its provider, its browser and its times', async () => {
  const browser = await tenant.browserOf('ada');
  const createdAt = new Date(tenant.now()).toISOString();
  tenant.pass(60_000);
  await browser.signIn();
  await tenant.browserOf('ada');

  const passkeys = await server.getAuthenticators({ userId: 'ada' });
  expect(passkeys).toMatchObject([
    {
      userId: 'ada',
      verificationMethod: 'PASSKEY',
      createdAt,
      verifiedAt: createdAt,
      lastVerifiedAt: new Date(tenant.now()).toISOString(),
      username: 'ada@example.test',
      isDefault: true,
      webauthnCredential: {
        name: 'Chrome virtual authenticator',
        aaguid: '01020304-0506-0708-0102-030405060708',
        aaguidMapping: { svgIconLight: expect.stringMatching(/^data:image\/svg\+xml;base64,/) },
        credentialBackedUp: true,
        credentialDeviceType: 'multiDevice',
        parsedUserAgent: {
          browser: { name: 'Chrome', major: '143' },
          os: { name: 'Mac OS', version: '10.15.7' },
        },
      },
    },
    { isDefault: false },
  ]);
  expect(JSON.stringify(passkeys)).not.toMatch(/publicKey|handle/);
});

test('nobody’s list is empty, and what is not there cannot be deleted', async () => {
  await tenant.browserOf('ada');
  const [passkey] = await server.getAuthenticators({ userId: 'ada' });
  const { userAuthenticatorId = '' } = passkey ?? {};

  expect(await server.getAuthenticators({ userId: 'bob' })).toEqual([]);
  const ofBob = server.deleteAuthenticator({ userId: 'bob', userAuthenticatorId });
  await expect(ofBob).rejects.toMatchObject({ statusCode: 404 });
  await server.deleteAuthenticator({ userId: 'ada', userAuthenticatorId });
  expect(await server.getUser({ userId: 'ada' })).toMatchObject({ isEnrolled: false });
});

test('attributes of a user are kept until the user is deleted', async () => {
  const attributes = { email: 'ada@example.test', displayName: 'Ada' };
  expect(await server.updateUser({ userId: 'ada', attributes })).toEqual({
    userId: 'ada',
    ...attributes,
  });
  expect(await server.getUser({ userId: 'ada' })).toMatchObject({
    ...attributes,
    isEnrolled: false,
  });

  await server.deleteUser({ userId: 'ada' });

  const unknown = await server.getUser({ userId: 'ada' });
  expect(unknown).toMatchObject({ isEnrolled: false, emailVerified: false });
  expect(unknown).not.toHaveProperty('email');
});

test('a removed passkey is unknown from then on, another one of the same user is not', async () => {
  const [phone, laptop] = [await tenant.browserOf('ada'), await tenant.browserOf('ada')];
  const [first] = await server.getAuthenticators({ userId: 'ada' });
  const userAuthenticatorId = first?.userAuthenticatorId ?? '';

  await server.deleteAuthenticator({ userId: 'ada', userAuthenticatorId });

  await expect(phone.signIn()).rejects.toThrow('unknown_credential');
  await expect(laptop.signIn()).resolves.toEqual(expect.any(String));
});

test('a deleted user has no passkeys left and no token that counts', async () => {
  const ada = await tenant.browserOf('ada');
  const [enrollment, token] = [await tenant.enrollmentToken('ada'), await ada.signIn()];

  await server.deleteUser({ userId: 'ada' });

  await expect(ada.signIn()).rejects.toThrow('unknown_credential');
  await expect(ada.signUp({ token: enrollment })).rejects.toThrow('invalid_token');
  expect(await server.validateChallenge({ token })).toMatchObject({ isValid: false });
});

test('a page sees the passkeys of its own user, if its token may', async () => {
  await tenant.browserOf('bob');
  const token = await (await tenant.browserOf('ada')).signIn();
  const ask = (bearer: string) =>
    fetch(`${tenant.baseUrl}/client/user-authenticators`, {
      headers: { Authorization: `Bearer ${bearer}` },
    });

  const passkeys = await (await ask(token)).json();
  expect(passkeys).toMatchObject([{ userId: 'ada', verificationMethod: 'PASSKEY' }]);
  const narrow = await tenant.enrollmentToken('ada', 'add:authenticators');
  expect((await ask(narrow)).status).toBe(403);
});
