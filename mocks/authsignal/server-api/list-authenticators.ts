import { requireSecretKey } from '../authorization';
import { toAuthenticatorJson } from '../authenticator-json';
import { operation } from '../operation';

/**
 * GET /users/:userId/authenticators lists a user's authenticators. Inferred: the oldest is first.
 * Source: docs.authsignal.com (get authenticators) and @authsignal/node (UserAuthenticator).
 */
export const listAuthenticators = operation(
  'listAuthenticators',
  'GET',
  '/users/:userId/authenticators',
  (tenant, call) => {
    const { userId } = call.params;
    requireSecretKey(call, tenant);
    return tenant.store.listAuthenticators(userId).map(toAuthenticatorJson);
  },
);
