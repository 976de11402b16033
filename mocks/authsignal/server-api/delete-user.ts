import { requireSecretKey } from '../access/authorization';
import { operation } from '../http/operation';

/**
 * DELETE /users/:userId removes a user with all authenticators, each of which sends a webhook. Actions are kept,
 * unless the query says `actions=true`. Tokens of the user count no more.
 * Source: docs.authsignal.com (delete user); for the body, the tests of Authsignal's PHP SDK.
 */
export const deleteUser = operation('deleteUser', 'DELETE', '/users/:userId', (tenant, call) => {
  requireSecretKey(call, tenant);
  const { userId } = call.params;
  const authenticators = tenant.store.listAuthenticators(userId);
  tenant.store.deleteUser(userId, call.query.get('actions') === 'true');
  for (const each of authenticators) tenant.webhooks.send('authenticator.deleted', each);
  return { success: true };
});
