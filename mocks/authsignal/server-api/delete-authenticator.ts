import { requireSecretKey } from '../authorization';
import { refuse } from '../errors';
import { operation } from '../operation';

/**
 * DELETE /users/:userId/authenticators/:userAuthenticatorId removes one authenticator, even the last one, and
 * sends a webhook.
 * Source: docs.authsignal.com (delete authenticator); for the body, the tests of Authsignal's PHP SDK.
 * Inferred: 404 for an unknown authenticator, and for one of another user.
 */
export const deleteAuthenticator = operation(
  'deleteAuthenticator',
  'DELETE',
  '/users/:userId/authenticators/:userAuthenticatorId',
  (tenant, call) => {
    const { userId, userAuthenticatorId } = call.params;
    requireSecretKey(call, tenant);
    const deleted = tenant.store.deleteAuthenticator(userId, userAuthenticatorId);
    if (!deleted) throw refuse('not_found');
    tenant.webhooks.send('authenticator.deleted', deleted);
    return { success: true };
  },
);
