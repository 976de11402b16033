import type { QueryUserActionsResponse } from '@authsignal/node';
import { http, HttpResponse } from 'msw';

import { requireSecretKey } from '../authorization';
import type { Action } from '../records';
import type { Tenant, Wire } from '../tenant';

/**
 * GET /users/:userId/actions lists a user's actions, each with the passkey that was used.
 * Source: @authsignal/node (queryUserActions, QueryUserActionsResponse).
 * Inferred: the newest is first. Actions expire after twenty minutes.
 */
export function listActions(tenant: Tenant) {
  return http.get<{ userId: string }>(
    `${tenant.baseUrl}/users/:userId/actions`,
    ({ request, params: { userId } }) => {
      requireSecretKey(request, tenant);
      const { searchParams } = new URL(request.url);
      const codes = searchParams.get('codes')?.split(',');
      const state = searchParams.get('state');
      const fromDate = Date.parse(searchParams.get('fromDate') ?? new Date(0).toISOString());

      const actions = tenant.actions
        .values()
        .filter((action) => action.userId === userId)
        .filter(({ actionCode }) => !codes || codes.includes(actionCode))
        .filter((action) => !state || action.state === state)
        .filter(({ createdAt }) => Date.parse(createdAt) >= fromDate)
        .map(toActionJson);
      return HttpResponse.json(actions.reverse());
    },
  );
}

function toActionJson({ stateUpdatedAt, ...action }: Action): Wire<QueryUserActionsResponse>[0] {
  return {
    actionCode: action.actionCode,
    idempotencyKey: action.idempotencyKey,
    createdAt: action.createdAt,
    updatedAt: stateUpdatedAt,
    state: action.state,
    stateUpdatedAt,
    verificationMethod: action.verificationMethod,
    verifiedByAuthenticatorId: action.verifiedByAuthenticatorId,
  };
}
