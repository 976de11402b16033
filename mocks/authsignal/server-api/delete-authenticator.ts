import { requireSecretKey } from '../access/authorization';
import { refuse } from '../http/errors';
import { operation } from '../http/operation';
import { removeAuthenticator } from '../users/remove-authenticator';

/**
 * DELETE /users/:userId/authenticators/:userAuthenticatorId removes one authenticator, even the last one, and
 * sends a webhook.
 * Source: docs.authsignal.com (delete authenticator); for the body, the tests of Authsignal's PHP SDK.
 */
export const deleteAuthenticator = operation(
  'deleteAuthenticator',
  'DELETE',
  '/users/:userId/authenticators/:userAuthenticatorId',
  (tenant, call) => {
    const { userId, userAuthenticatorId } = call.params;
    requireSecretKey(call, tenant);
    if (!removeAuthenticator(tenant, userId, userAuthenticatorId)) throw refuse('not_found');
    return { success: true };
  },
);
