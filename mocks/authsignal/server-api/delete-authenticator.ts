import { http, HttpResponse } from 'msw';

import { requireSecretKey } from '../authorization';
import { refuse } from '../errors';
import type { Tenant } from '../tenant';

/**
 * DELETE /users/:userId/authenticators/:userAuthenticatorId removes one passkey, even the last one, and
 * sends a webhook.
 * Source: docs.authsignal.com (delete authenticator); for the body, the tests of Authsignal's PHP SDK.
 * Inferred: 404 for an unknown authenticator, and for one of another user.
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
