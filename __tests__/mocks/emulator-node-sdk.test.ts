import { Authsignal, UserActionState, VerificationMethod } from '@authsignal/node';
import { setupServer } from 'msw/node';

import { serverApi } from '../support/authsignal/contract/documented';
import { createTenant } from '../support/authsignal/tenant';

const tenant = createTenant();
const network = setupServer(...tenant.handlers);

beforeAll(() => {
  network.listen({ onUnhandledRequest: 'error' });
  jest.spyOn(console, 'warn').mockImplementation();
});
afterAll(() => {
  network.close();
  jest.restoreAllMocks();
});

const userId = 'ada';
const user = { userId };
const action = { ...user, action: 'pay', idempotencyKey: 'order-1' };
const sms = { verificationMethod: VerificationMethod.SMS, phoneNumber: '+6427000000' };

/** A call of each method: those that are imitated in an order in which each succeeds. */
const calls: [string, (sdk: Authsignal) => Promise<unknown>][] = [
  ['updateUser', (sdk) => sdk.updateUser({ ...user, attributes: { email: 'ada@example.test' } })],
  ['getUser', (sdk) => sdk.getUser(user)],
  ['queryUsers', (sdk) => sdk.queryUsers({ email: 'ada@example.test' })],
  [
    'enrollVerifiedAuthenticator',
    (sdk) => sdk.enrollVerifiedAuthenticator({ ...user, attributes: sms }),
  ],
  ['track', (sdk) => sdk.track({ ...action, attributes: { idempotencyKey: 'order-1' } })],
  ['getAction', (sdk) => sdk.getAction(action)],
  [
    'updateAction',
    (sdk) => sdk.updateAction({ ...action, attributes: { state: UserActionState.BLOCK } }),
  ],
  ['queryUserActions', (sdk) => sdk.queryUserActions(user)],
  ['validateChallenge', (sdk) => sdk.validateChallenge({ token: 'x' })],
  ['getAuthenticators', (sdk) => sdk.getAuthenticators(user)],
  [
    'deleteAuthenticator',
    async (sdk) => {
      const [{ userAuthenticatorId } = { userAuthenticatorId: '' }] =
        await sdk.getAuthenticators(user);
      await sdk.deleteAuthenticator({ ...user, userAuthenticatorId });
    },
  ],
  ['deleteUser', (sdk) => sdk.deleteUser(user)],
];

const refused: [string, string, (sdk: Authsignal) => Promise<unknown>][] = [
  ['challenge', 'POST /challenge', (sdk) => sdk.challenge({})],
  ['verify', 'POST /verify', (sdk) => sdk.verify({ challengeId: 'x', verificationCode: '1' })],
  ['claimChallenge', 'POST /claim', (sdk) => sdk.claimChallenge({ ...user, challengeId: 'x' })],
  ['getChallenge', 'GET /challenges', (sdk) => sdk.getChallenge({ challengeId: 'x' })],
  ['createSession', 'POST /sessions', (sdk) => sdk.createSession({ clientId: 'x', token: 'x' })],
  [
    'validateSession',
    'POST /sessions/validate',
    (sdk) => sdk.validateSession({ accessToken: 'x' }),
  ],
  ['refreshSession', 'POST /sessions/refresh', (sdk) => sdk.refreshSession({ refreshToken: 'x' })],
  ['revokeSession', 'POST /sessions/revoke', (sdk) => sdk.revokeSession({ accessToken: 'x' })],
  ['revokeUserSessions', 'POST /sessions/user/revoke', (sdk) => sdk.revokeUserSessions(user)],
];

test.each(calls)('%s succeeds', async (_method, call) => {
  await expect(call(tenant.server)).resolves.not.toBe(null);
});

test.each(refused)(
  '%s is refused, and says that it is not imitated',
  async (_method, name, call) => {
    await expect(call(tenant.server)).rejects.toMatchObject({
      statusCode: 400,
      errorCode: 'not_emulated',
      errorDescription: expect.stringContaining(name),
    });
  },
);

test('these are all methods of the SDK, and all that are documented', () => {
  const own = Object.getOwnPropertyNames(Authsignal.prototype);
  const methods = own.filter((name) => name !== 'constructor' && name !== 'getRequestConfig');
  const called = [...calls, ...refused].map(([method]) => method);
  const documented = Object.values(serverApi).flatMap(([, method]) => method ?? []);
  expect(called.sort()).toEqual(methods.sort());
  expect(documented.sort()).toEqual(methods);
});
