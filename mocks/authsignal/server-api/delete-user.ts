import { http, HttpResponse } from 'msw';

import { requireSecretKey } from '../authorization';
import type { Tenant } from '../tenant';

/**
 * DELETE /users/:userId removes a user with all passkeys and actions, so that their tokens are invalid.
 * Source: docs.authsignal.com (delete user); for the body, the tests of Authsignal's PHP SDK.
 * Inferred: deleting an unknown user succeeds. Each removed passkey sends a webhook.
 */
export function deleteUser(tenant: Tenant) {
  return http.delete<{ userId: string }>(
    `${tenant.baseUrl}/users/:userId`,
    ({ request, params: { userId } }) => {
      requireSecretKey(request, tenant);
      const passkeys = tenant.store.listPasskeys(userId);
      tenant.store.deleteUser(userId);
      for (const passkey of passkeys) tenant.webhooks.send('authenticator.deleted', passkey);
      tenant.actions.deleteWhere((action) => action.userId === userId);
      return HttpResponse.json({ success: true });
    },
  );
}
