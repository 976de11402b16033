import { toActionJson } from '../actions/action-json';
import { requireSecretKey } from '../access/authorization';
import { refuse } from '../http/errors';
import { operation } from '../http/operation';

/**
 * GET /users/:userId/actions/:action/:idempotencyKey returns the state of an action.
 * Source: docs.authsignal.com (get action), @authsignal/node (getAction, GetActionResponse).
 */
export const getAction = operation(
  'getAction',
  'GET',
  '/users/:userId/actions/:actionCode/:idempotencyKey',
  (tenant, call) => {
    requireSecretKey(call, tenant);
    const action = tenant.store.findAction(call.params);
    if (!action) throw refuse('not_found');
    return toActionJson(action);
  },
);
