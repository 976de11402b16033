import { randomUUID } from 'node:crypto';

import type { TrackResponse } from '@authsignal/node';
import { z } from 'zod';

import { openAction, decideState } from '../actions';
import { requireSecretKey } from '../authorization';
import { describeEnrollment } from '../enrollment';
import { refuse } from '../errors';
import { ACTION_CODE, DEFAULT_SCOPE, NO_RULES } from '../inferred';
import { operation } from '../operation';
import { readBody } from '../read-body';
import { attributesSchema, placeSchema } from '../store/records';
import type { Wire } from '../tenant';

const contact = attributesSchema.pick({ email: true, phoneNumber: true, username: true });
const bodySchema = contact.extend({
  idempotencyKey: z.string().min(1).max(256).optional(),
  scope: z.string().optional(),
  ...placeSchema.shape,
});

/**
 * POST /users/:userId/actions/:action opens an action, and issues the token for its challenge.
 * Source: docs.authsignal.com (track action) and @authsignal/node (TrackRequest, TrackResponse).
 * Inferred: the same idempotencyKey means the same action. There is no page at `url`.
 */
export const trackAction = operation(
  'trackAction',
  'POST',
  '/users/:userId/actions/:action',
  (tenant, call) => {
    requireSecretKey(call, tenant);
    const { userId, action: actionCode } = call.params;
    if (!ACTION_CODE.test(actionCode)) throw refuse('invalid_request', 'The action is not valid.');
    const body = readBody(call, bodySchema);
    const { idempotencyKey = randomUUID(), scope = DEFAULT_SCOPE, ...attributes } = body;

    tenant.store.saveUser(userId, contact.parse(attributes));
    const enrollment = describeEnrollment(tenant.store, userId);
    const outcome = tenant.store.settings.outcomes[actionCode] ?? 'CHALLENGE';
    const key = { userId, actionCode, idempotencyKey };
    const decision = decideState(outcome, enrollment.isEnrolled);
    const { state } = openAction(tenant, key, decision, placeSchema.parse(body));
    const token = tenant.tokens.issue(userId, { actionCode, idempotencyKey }, scope);

    return {
      idempotencyKey,
      state,
      url: `${call.origin}/v1/ui?token=${token}`,
      token,
      ...enrollment,
      ruleIds: NO_RULES.ruleIds,
    } satisfies Wire<TrackResponse>;
  },
);
