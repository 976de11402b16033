import { http, HttpResponse } from 'msw';

import { refuse } from '../errors';
import { requireSecretKey } from '../authorization';
import type { Tenant } from '../tenant';

/**
 * DELETE /users/:userId/authenticators/:userAuthenticatorId removes one passkey, be it the last one.
 * The Portal does the same; either way a webhook tells of it.
 * Learned from docs.authsignal.com (delete authenticator); the body from the tests of Authsignal's
 * PHP SDK. Inferred: an unknown authenticator, or one of another user, is 404.
 */
export function deleteAuthenticator(tenant: Tenant) {
  return http.delete<{ userId: string; userAuthenticatorId: string }>(
    `${tenant.baseUrl}/users/:userId/authenticators/:userAuthenticatorId`,
    ({ request, params: { userId, userAuthenticatorId } }) => {
      requireSecretKey(request, tenant);
      const deleted = tenant.store.deletePasskey(userId, userAuthenticatorId);
      if (!deleted) throw refuse('not_found');
      tenant.webhooks.send('authenticator.deleted', deleted);
      return HttpResponse.json({ success: true });
    },
  );
}
