import type { GetActionResponse } from '@authsignal/node';
import { http, HttpResponse } from 'msw';

import { findAction } from '../actions';
import { refuse } from '../errors';
import { requireSecretKey } from '../authorization';
import type { ActionKey } from '../records';
import type { Tenant, Wire } from '../tenant';

/**
 * GET /users/:userId/actions/:action/:idempotencyKey tells how an action stands.
 * Learned from @authsignal/node (getAction, GetActionResponse).
 * Inferred: an unknown action is 404; actions are forgotten after some minutes.
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
