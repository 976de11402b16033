import { http, HttpResponse } from 'msw';

import { requireScope, requireToken } from '../authorization';
import { toPasskeyJson } from '../passkey-json';
import type { Tenant } from '../tenant';

/**
 * GET /client/user-authenticators lists the passkeys of the token's user.
 * Source: docs.authsignal.com (get authenticators, client), @authsignal/browser since 1.17.
 */
export function listOwnAuthenticators(tenant: Tenant) {
  return http.get(`${tenant.baseUrl}/client/user-authenticators`, ({ request }) => {
    const bearer = requireToken(request, tenant);
    requireScope(bearer, 'read:authenticators');
    return HttpResponse.json(tenant.store.listPasskeys(bearer.userId).map(toPasskeyJson));
  });
}
