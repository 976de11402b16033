import { requireSecretKey } from '../access/authorization';
import { refuse } from '../http/errors';
import { operation } from '../http/operation';
import type { Tenant } from '../tenant';

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

/** Removes it with its webhook. Returns false if there is none. */
export function removeAuthenticator({ store, webhooks }: Tenant, userId: string, id: string) {
  const removed = store.deleteAuthenticator(userId, id);
  if (removed) webhooks.send('authenticator.deleted', removed);
  return removed !== undefined;
}
