import { toAuthenticatorJson } from '../users/authenticator-json';
import { requireSecretKey } from '../access/authorization';
import { enrollVerified, verifiedSchema } from '../users/enroll-verified';
import { operation } from '../http/operation';
import { readBody } from '../http/read-body';

/**
 * POST /users/:userId/authenticators enrolls what the app's server has verified itself: an address, a number, or
 * a passkey by its public key, which can sign in from then on.
 * Source: docs.authsignal.com (enroll verified authenticator), @authsignal/node and its tests.
 */
export const enrollAuthenticator = operation(
  'enrollAuthenticator',
  'POST',
  '/users/:userId/authenticators',
  (tenant, call) => {
    requireSecretKey(call, tenant);
    const enrolled = enrollVerified(tenant, call.params.userId, readBody(call, verifiedSchema));
    return { authenticator: toAuthenticatorJson(tenant.store, enrolled) };
  },
);
