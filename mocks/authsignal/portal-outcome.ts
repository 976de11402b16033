import { http, HttpResponse } from 'msw';
import { z } from 'zod';

import { requireSecretKey } from './authorization';
import { readBody } from './read-body';
import type { Tenant } from './tenant';

const bodySchema = z.object({ outcome: z.enum(['ALLOW', 'CHALLENGE', 'REVIEW', 'BLOCK']) });

/** PUT /portal/actions/:action sets what the rules decide. No API of Authsignal's: it is in place of the Portal. */
export function portalOutcome(tenant: Tenant) {
  return http.put<{ action: string }>(
    `${tenant.baseUrl}/portal/actions/:action`,
    async ({ request, params: { action } }) => {
      requireSecretKey(request, tenant);
      const { outcome } = await readBody(request, bodySchema);
      tenant.setOutcome(action, outcome);
      return HttpResponse.json({ action, outcome });
    },
  );
}
