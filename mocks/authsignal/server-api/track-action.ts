import { randomUUID } from 'node:crypto';

import type { TrackResponse } from '@authsignal/node';
import { http, HttpResponse } from 'msw';
import { z } from 'zod';

import { openAction, decideState } from '../actions';
import { requireSecretKey } from '../authorization';
import { refuse } from '../errors';
import { ACTION_CODE, DEFAULT_SCOPE } from '../inferred';
import { readBody } from '../read-body';
import { attributesSchema } from '../records';
import type { Tenant, Wire } from '../tenant';

const contact = attributesSchema.pick({ email: true, phoneNumber: true, username: true });
const bodySchema = contact.extend({
  idempotencyKey: z.string().min(1).max(256).optional(),
  scope: z.string().optional(),
});

/**
 * POST /users/:userId/actions/:action opens an action, and issues the token for its challenge.
 * Source: docs.authsignal.com (track action) and @authsignal/node (TrackRequest, TrackResponse).
 * Inferred: the same idempotencyKey means the same action. There is no page at `url`.
 */
export function trackAction(tenant: Tenant) {
  return http.post<{ userId: string; action: string }>(
    `${tenant.baseUrl}/users/:userId/actions/:action`,
    async ({ request, params: { userId, action: actionCode } }) => {
      requireSecretKey(request, tenant);
      if (!ACTION_CODE.test(actionCode))
        throw refuse('invalid_request', 'The action is not valid.');
      const body = await readBody(request, bodySchema);
      const { idempotencyKey = randomUUID(), scope = DEFAULT_SCOPE, ...attributes } = body;

      tenant.store.saveUser(userId, contact.parse(attributes));
      const isEnrolled = tenant.store.listPasskeys(userId).length > 0;
      const key = { userId, actionCode, idempotencyKey };
      const outcome = decideState(tenant.getOutcome(actionCode), isEnrolled);
      const { state } = openAction(tenant, key, outcome);
      const token = tenant.tokens.issue(userId, { actionCode, idempotencyKey }, scope);

      return HttpResponse.json<Wire<TrackResponse>>({
        idempotencyKey,
        state,
        url: `${tenant.baseUrl}/ui?token=${token}`,
        token,
        isEnrolled,
        enrolledVerificationMethods: isEnrolled ? ['PASSKEY'] : [],
        allowedVerificationMethods: ['PASSKEY'],
        defaultVerificationMethod: isEnrolled ? 'PASSKEY' : undefined,
      });
    },
  );
}
