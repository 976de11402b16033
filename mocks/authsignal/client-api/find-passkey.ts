import { http, HttpResponse } from 'msw';

import { requireTenantId } from '../authorization';
import { refuse } from '../errors';
import type { Tenant } from '../tenant';

/**
 * GET /client/user-authenticators/passkey?credentialIds=a,b finds the first of these that exists.
 * Source: @authsignal/browser (passkey-api-client: `getPasskeyAuthenticator`, to which every status except
 * 2xx means "none"), Authsignal's iOS SDK (`invalid_credential`).
 */
export function findPasskey(tenant: Tenant) {
  return http.get(`${tenant.baseUrl}/client/user-authenticators/passkey`, ({ request }) => {
    requireTenantId(request, tenant);
    const ids = new URL(request.url).searchParams.get('credentialIds')?.split(',') ?? [];

    for (const id of ids) {
      const passkey = tenant.store.findPasskey(id);
      if (passkey) return HttpResponse.json({ credentialId: id, verifiedAt: passkey.createdAt });
    }
    throw refuse('invalid_credential');
  });
}
