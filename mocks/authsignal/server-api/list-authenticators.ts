import { requireSecretKey } from '../access/authorization';
import { toAuthenticatorJson } from '../users/authenticator-json';
import { operation } from '../http/operation';

/**
 * GET /users/:userId/authenticators lists a user's authenticators. The oldest is first.
 * Source: docs.authsignal.com (get authenticators) and @authsignal/node (UserAuthenticator).
 */
export const listAuthenticators = operation(
  'listAuthenticators',
  'GET',
  '/users/:userId/authenticators',
  (tenant, call) => {
    requireSecretKey(call, tenant);
    const { store } = tenant;
    const authenticators = store.listAuthenticators(call.params.userId);
    return authenticators.map((each) => toAuthenticatorJson(store, each));
  },
);
