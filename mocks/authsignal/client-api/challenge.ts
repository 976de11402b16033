import { randomUUID } from 'node:crypto';

import { http, HttpResponse } from 'msw';
import { z } from 'zod';

import { requireTenantId } from '../authorization';
import { openCeremony } from '../ceremonies';
import { ACTION_CODE } from '../inferred';
import { readBody } from '../read-body';
import type { Tenant } from '../tenant';

const bodySchema = z.object({
  action: z.string().regex(ACTION_CODE),
  idempotencyKey: z.string().min(1).max(256).optional(),
});

/**
 * POST /client/challenge (and /web) sets the action of a sign-in, before the user is known.
 * Source: @authsignal/browser (passkey-api-client: `challenge`, called if there is an `action`).
 */
export function challenge(tenant: Tenant) {
  return http.post(`${tenant.baseUrl}/client/challenge{/web}?`, async ({ request }) => {
    requireTenantId(request, tenant);
    const { action, idempotencyKey = randomUUID() } = await readBody(request, bodySchema);

    const { challengeId } = openCeremony(tenant, {
      kind: 'authentication',
      actionCode: action,
      idempotencyKey,
    });
    return HttpResponse.json({ challengeId });
  });
}
