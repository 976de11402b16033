import { toAuthenticatorJson } from '../authenticator-json';
import { requireSecretKey } from '../authorization';
import { enrollVerified, verifiedSchema } from '../enroll-verified';
import { operation } from '../operation';
import { readBody } from '../read-body';

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
