import { http, HttpResponse } from 'msw';

import { requireSecretKey } from '../authorization';
import { readBody } from '../read-body';
import { attributesSchema } from '../records';
import type { Tenant } from '../tenant';

/**
 * PATCH /users/:userId changes attributes, and returns those that were sent.
 * Source: docs.authsignal.com (update user) and @authsignal/node (UserAttributes, and its tests).
 */
export function updateUser(tenant: Tenant) {
  return http.patch<{ userId: string }>(
    `${tenant.baseUrl}/users/:userId`,
    async ({ request, params: { userId } }) => {
      requireSecretKey(request, tenant);
      const attributes = await readBody(request, attributesSchema);
      tenant.store.saveUser(userId, attributes);
      return HttpResponse.json(attributes);
    },
  );
}
