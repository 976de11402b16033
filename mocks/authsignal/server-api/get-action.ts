import type { GetActionResponse } from '@authsignal/node';
import { http, HttpResponse } from 'msw';

import { findAction } from '../actions';
import { requireSecretKey } from '../authorization';
import { refuse } from '../errors';
import type { ActionKey } from '../records';
import type { Tenant, Wire } from '../tenant';

/**
 * GET /users/:userId/actions/:action/:idempotencyKey returns the state of an action.
 * Source: @authsignal/node (getAction, GetActionResponse).
 * Inferred: 404 for an unknown action. Actions expire after twenty minutes.
 */
export function getAction(tenant: Tenant) {
  return http.get<ActionKey>(
    `${tenant.baseUrl}/users/:userId/actions/:actionCode/:idempotencyKey`,
    ({ request, params }) => {
      requireSecretKey(request, tenant);
      const action = findAction(tenant, params);
      if (!action) throw refuse('not_found');

      const { state, stateUpdatedAt, createdAt, verificationMethod } = action;
      return HttpResponse.json<Omit<Wire<GetActionResponse>, 'output'>>({
        state,
        stateUpdatedAt,
        createdAt,
        verificationMethod,
        rules: [],
      });
    },
  );
}
