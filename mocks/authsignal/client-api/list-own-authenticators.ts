import { requireScope, requireToken } from '../access/authorization';
import { toAuthenticatorJson } from '../users/authenticator-json';
import { operation } from '../http/operation';

/**
 * GET /client/user-authenticators lists the authenticators of the token's user.
 * Source: docs.authsignal.com (get authenticators, client), @authsignal/browser since 1.17.
 */
export const listOwnAuthenticators = operation(
  'listOwnAuthenticators',
  'GET',
  '/client/user-authenticators',
  (tenant, call) => {
    const bearer = requireToken(call, tenant);
    requireScope(bearer, 'read:authenticators');
    const { store } = tenant;
    return store.listAuthenticators(bearer.userId).map((each) => toAuthenticatorJson(store, each));
  },
);
