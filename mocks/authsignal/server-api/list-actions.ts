import type { QueryUserActionsResponse } from '@authsignal/node';

import { requireSecretKey } from '../access/authorization';
import { operation } from '../http/operation';
import type { Action, Place } from '../store/records';
import type { Wire } from '../http/wire';

/**
 * GET /users/:userId/actions lists a user's actions of 30 days, each with the passkey that was used.
 * Source: @authsignal/node (queryUserActions, QueryUserActionsResponse). The newest is first.
 */
export const listActions = operation(
  'listActions',
  'GET',
  '/users/:userId/actions',
  (tenant, call) => {
    requireSecretKey(call, tenant);
    const codes = call.query.get('codes')?.split(',');
    const state = call.query.get('state');
    const fromDate = Date.parse(call.query.get('fromDate') ?? new Date(0).toISOString());

    return tenant.store
      .listActions(call.params.userId)
      .filter(({ actionCode }) => !codes || codes.includes(actionCode))
      .filter((action) => !state || action.state === state)
      .filter(({ createdAt }) => Date.parse(createdAt) >= fromDate)
      .map(toListedAction)
      .reverse();
  },
);

function toListedAction({ stateUpdatedAt, ...action }: Action) {
  return {
    actionCode: action.actionCode,
    idempotencyKey: action.idempotencyKey,
    createdAt: action.createdAt,
    updatedAt: stateUpdatedAt,
    state: action.state,
    stateUpdatedAt,
    verificationMethod: action.verificationMethod,
    verifiedByAuthenticatorId: action.verifiedByAuthenticatorId,
    userAgent: action.userAgent,
    ipAddress: action.ipAddress,
    countryCode: action.countryCode,
  } satisfies Wire<QueryUserActionsResponse>[0] & Place & Pick<Action, 'countryCode'>;
}
