import type { GetActionResponse } from '@authsignal/node';

import { requireSecretKey } from '../authorization';
import { refuse } from '../errors';
import { operation } from '../operation';
import type { Wire } from '../tenant';

/**
 * GET /users/:userId/actions/:action/:idempotencyKey returns the state of an action.
 * Source: @authsignal/node (getAction, GetActionResponse). Inferred: 404 for an unknown action.
 */
export const getAction = operation(
  'getAction',
  'GET',
  '/users/:userId/actions/:actionCode/:idempotencyKey',
  (tenant, call) => {
    requireSecretKey(call, tenant);
    const action = tenant.store.findAction(call.params);
    if (!action) throw refuse('not_found');

    const { state, stateUpdatedAt, createdAt, verificationMethod } = action;
    const facts = { state, stateUpdatedAt, createdAt, verificationMethod, rules: [] };
    return facts satisfies Omit<Wire<GetActionResponse>, 'output'>;
  },
);
