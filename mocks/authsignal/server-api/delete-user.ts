import { requireSecretKey } from '../authorization';
import { operation } from '../operation';

/**
 * DELETE /users/:userId removes a user with all authenticators and actions, so that their tokens are invalid.
 * Source: docs.authsignal.com (delete user); for the body, the tests of Authsignal's PHP SDK.
 * Inferred: deleting an unknown user succeeds. Each removed authenticator sends a webhook.
 */
export const deleteUser = operation('deleteUser', 'DELETE', '/users/:userId', (tenant, call) => {
  requireSecretKey(call, tenant);
  const { userId } = call.params;
  const authenticators = tenant.store.listAuthenticators(userId);
  tenant.store.deleteUser(userId, true);
  for (const each of authenticators) tenant.webhooks.send('authenticator.deleted', each);
  return { success: true };
});
