import { z } from 'zod';

import { toActionJson } from '../actions/action-json';
import { requireSecretKey } from '../access/authorization';
import { refuse } from '../http/errors';
import { operation } from '../http/operation';
import { readBody } from '../http/read-body';
import { stateSchema } from '../store/records';

const bodySchema = z.object({ state: stateSchema });

/**
 * PATCH /users/:userId/actions/:action/:idempotencyKey sets the state of an action.
 * Source: docs.authsignal.com (update action), @authsignal/node (updateAction) and its tests.
 */
export const updateAction = operation(
  'updateAction',
  'PATCH',
  '/users/:userId/actions/:actionCode/:idempotencyKey',
  (tenant, call) => {
    requireSecretKey(call, tenant);
    const { state } = readBody(call, bodySchema);
    const action = tenant.store.findAction(call.params);
    if (!action) throw refuse('not_found');

    const changed = { ...action, state, stateUpdatedAt: new Date(tenant.now()).toISOString() };
    tenant.store.saveAction(changed);
    return toActionJson(changed);
  },
);
