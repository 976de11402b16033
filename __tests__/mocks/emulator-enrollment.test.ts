import { UserActionState, VerificationMethod } from '@authsignal/node';
import { setupServer } from 'msw/node';

import { makeForeignPasskey } from '../support/authsignal/contract/make-foreign-passkey';
import { createDevice } from '../support/authsignal/contract/passkey-steps';
import { createStage } from '../support/authsignal/contract/play';
import { createTenant } from '../support/authsignal/tenant';

const tenant = createTenant();
const { server, emulator } = tenant;
const network = setupServer(...tenant.handlers);

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => emulator.reset());
afterAll(() => network.close());

const sms = { verificationMethod: VerificationMethod.SMS, phoneNumber: '+6427000000' };

async function post(path: string, body: object) {
  const response = await fetch(tenant.baseUrl + path, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${tenant.secretKey}:`)}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...(await response.json()) };
}

const enroll = (userId: string, body: object) => post(`/users/${userId}/authenticators`, body);

test('what is enrolled twice is enrolled once, and another address once more', async () => {
  const first = await enroll('ada', sms);
  expect(await enroll('ada', sms)).toEqual(first);
  expect(await server.getAuthenticators({ userId: 'ada' })).toHaveLength(1);

  await enroll('ada', { ...sms, phoneNumber: '+6427123456' });
  expect(await server.getAuthenticators({ userId: 'ada' })).toHaveLength(2);
});

test('a passkey of one user cannot be enrolled for another', async () => {
  const passkey = await makeForeignPasskey(createStage(tenant), createDevice());
  expect(await enroll('ada', passkey)).toMatchObject({ status: 200 });
  expect(await enroll('bob', passkey)).toMatchObject({ status: 409, errorCode: 'conflict' });
  expect(await server.getUser({ userId: 'bob' })).toMatchObject({ isEnrolled: false });
});

test('a public key has to be one', async () => {
  const passkey = await makeForeignPasskey(createStage(tenant), createDevice());
  for (const credentialPublicKey of ['AAAA', 'not base64url!', '']) {
    const body = { ...passkey, credentialPublicKey };
    expect(await enroll('ada', body)).toMatchObject({ status: 400, errorCode: 'invalid_request' });
  }
  expect(await enroll('ada', passkey)).toMatchObject({ status: 200 });
});

test('a default is the user’s, and can be given when it is enrolled', async () => {
  await enroll('ada', sms);
  await enroll('ada', {
    verificationMethod: 'EMAIL_OTP',
    email: 'ada@example.test',
    isDefault: true,
  });
  expect(await server.track({ userId: 'ada', action: 'pay' })).toMatchObject({
    enrolledVerificationMethods: ['SMS', 'EMAIL_OTP'],
    defaultVerificationMethod: 'EMAIL_OTP',
  });
  expect(await server.getAuthenticators({ userId: 'ada' })).toMatchObject([
    { isDefault: false },
    { isDefault: true },
  ]);
});

test('a passkey needs the right to add one, if its user has another authenticator already', async () => {
  await enroll('ada', sms);
  const narrow = await tenant.enrollmentToken('ada', 'read:authenticators');
  await expect(tenant.browser().signUp({ token: narrow })).rejects.toThrow('forbidden');
  await expect(tenant.browserOf('ada')).resolves.toBeDefined();
  const first = await tenant.enrollmentToken('bob', 'read:authenticators');
  await expect(tenant.browser().signUp({ token: first })).resolves.toEqual(expect.any(String));
});

test('an action that was never begun cannot be updated', async () => {
  const attributes = { state: UserActionState.BLOCK };
  const pay = { userId: 'ada', action: 'pay', attributes };
  const { idempotencyKey } = await server.track({ userId: 'ada', action: 'pay' });
  await expect(server.updateAction({ ...pay, idempotencyKey: 'other' })).rejects.toMatchObject({
    statusCode: 404,
  });
  await expect(server.updateAction({ ...pay, idempotencyKey })).resolves.toMatchObject(attributes);
});

test('a search for users names what it looks for, and a place that is in the list', async () => {
  await server.updateUser({ userId: 'ada', attributes: { username: 'ada' } });
  const search = (request: object) => server.queryUsers(request);
  expect(await search({ username: 'ada' })).toMatchObject({ users: [{ userId: 'ada' }] });
  const refusal = { statusCode: 400, errorCode: 'invalid_request' };
  await expect(search({})).rejects.toMatchObject(refusal);
  await expect(search({ username: 'ada', limit: -1 })).rejects.toMatchObject(refusal);
  const lost = search({ username: 'ada', lastEvaluatedUserId: 'bob' });
  await expect(lost).rejects.toMatchObject(refusal);
  await expect(search({ token: 'x' })).rejects.toMatchObject({ errorCode: 'invalid_token' });
});
