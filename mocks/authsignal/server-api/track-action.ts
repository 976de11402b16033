import { randomUUID } from 'node:crypto';

import type { TrackResponse } from '@authsignal/node';
import { z } from 'zod';

import { decideState, openAction } from '../actions/actions';
import { requireSecretKey } from '../access/authorization';
import { describeEnrollment } from '../users/enrollment';
import { refuse } from '../http/errors';
import { ACTION_CODE, DEFAULT_SCOPE } from '../inferred';
import { type Call, operation } from '../http/operation';
import { readBody } from '../http/read-body';
import { decideOutcome } from '../actions/rules';
import { attributesSchema, placeSchema } from '../store/records';
import type { Wire } from '../http/wire';

const contact = attributesSchema.pick({ email: true, phoneNumber: true, username: true });
const bodySchema = contact.extend({
  idempotencyKey: z.string().min(1).max(256).optional(),
  scope: z.string().optional(),
  ...placeSchema.shape,
});

const COUNTRY = /^[A-Z]{2}$/;

/**
 * POST /users/:userId/actions/:action opens an action, and issues the token for its challenge.
 * Source: docs.authsignal.com (track action) and @authsignal/node (TrackRequest, TrackResponse).
 * The same idempotencyKey means the same action. There is no page at `url`.
 */
export const trackAction = operation(
  'trackAction',
  'POST',
  '/users/:userId/actions/:action',
  (tenant, call) => {
    requireSecretKey(call, tenant);
    const { userId, action: actionCode } = call.params;
    if (!ACTION_CODE.test(actionCode)) throw refuse('invalid_request', 'The action is not valid.');
    const {
      idempotencyKey = randomUUID(),
      scope = DEFAULT_SCOPE,
      ...body
    } = readBody(call, bodySchema);
    const { store } = tenant;
    const circumstances = { ...placeSchema.parse(body), countryCode: readCountry(call) };

    store.saveUser(userId, contact.parse(body));
    const enrollment = describeEnrollment(store, userId);
    const earlier = () => store.listActions(userId);
    const { outcome, ...rules } = decideOutcome(store.settings, actionCode, circumstances, earlier);
    const key = { userId, actionCode, idempotencyKey };
    const decided = decideState(outcome, enrollment.isEnrolled);
    const { state, ruleIds = [] } = openAction(tenant, key, decided, {
      ...circumstances,
      ...rules,
    });
    const token = tenant.tokens.issue(userId, { actionCode, idempotencyKey }, scope);

    return {
      idempotencyKey,
      state,
      url: `${call.origin}/v1/ui?token=${token}`,
      token,
      ruleIds,
      ...enrollment,
    } satisfies Wire<TrackResponse>;
  },
);

/** The country that `X-Emulator-Country` names. Authsignal would tell it by the address. */
function readCountry({ headers }: Call): string | undefined {
  const sent = headers.get('x-emulator-country')?.toUpperCase() ?? '';
  return COUNTRY.test(sent) ? sent : undefined;
}
