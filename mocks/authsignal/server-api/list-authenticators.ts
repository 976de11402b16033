import { http, HttpResponse } from 'msw';

import { requireSecretKey } from '../authorization';
import { toPasskeyJson } from '../passkey-json';
import type { Tenant } from '../tenant';

/**
 * GET /users/:userId/authenticators lists a user's passkeys. Inferred: the oldest is first.
 * Source: docs.authsignal.com (get authenticators) and @authsignal/node (UserAuthenticator).
 */
export function listAuthenticators(tenant: Tenant) {
  return http.get<{ userId: string }>(
    `${tenant.baseUrl}/users/:userId/authenticators`,
    ({ request, params: { userId } }) => {
      requireSecretKey(request, tenant);
      return HttpResponse.json(tenant.store.listPasskeys(userId).map(toPasskeyJson));
    },
  );
}
