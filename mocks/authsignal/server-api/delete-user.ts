import { http, HttpResponse } from 'msw';

import { requireSecretKey } from '../keys';
import type { Tenant } from '../tenant';

/**
 * DELETE /users/:userId removes a user with their passkeys, and with every token's worth.
 * Learned from docs.authsignal.com (delete user); the body from the tests of Authsignal's PHP SDK.
 * Inferred: deleting an unknown user succeeds.
 */
export function deleteUser(tenant: Tenant) {
  return http.delete<{ userId: string }>(
    `${tenant.baseUrl}/users/:userId`,
    ({ request, params: { userId } }) => {
      requireSecretKey(request, tenant);
      tenant.store.deleteUser(userId);
      tenant.actions.deleteWhere((action) => action.userId === userId);
      return HttpResponse.json({ success: true });
    },
  );
}
