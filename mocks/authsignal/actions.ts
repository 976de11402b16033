import { RESULT_SCOPE } from './inferred';
import type { Action, ActionKey, ActionState } from './records';
import type { Outcome, Tenant } from './tenant';

/** Documented (FAQ): an action asks for a challenge only of users who have something to answer with. */
export function decideState(outcome: Outcome, isEnrolled: boolean): ActionState {
  if (outcome === 'BLOCK') return 'BLOCK';
  if (outcome === 'REVIEW') return 'REVIEW_REQUIRED';
  return outcome === 'CHALLENGE' && isEnrolled ? 'CHALLENGE_REQUIRED' : 'ALLOW';
}

export function findAction({ actions }: Tenant, key: ActionKey) {
  return actions.get(toKey(key));
}

/** Opens an action in this state, unless it is open already; it is remembered anew from now on. */
export function openAction({ actions, now }: Tenant, key: ActionKey, state: ActionState): Action {
  const time = new Date(now()).toISOString();
  const opened = { ...key, state, createdAt: time, stateUpdatedAt: time };
  const action = actions.get(toKey(key)) ?? opened;
  actions.set(toKey(key), action);
  return action;
}

/**
 * Records how a ceremony ended. Inferred: a success is final, so that a later ceremony with the same
 * token neither takes it back nor makes it look recent.
 */
export function settleAction(
  { actions, now }: Tenant,
  action: Action,
  state: ActionState,
  verifiedByAuthenticatorId?: string,
) {
  const isFinal = action.state === 'CHALLENGE_SUCCEEDED';
  const stateUpdatedAt = new Date(now()).toISOString();
  const how = { verificationMethod: 'PASSKEY', verifiedByAuthenticatorId } as const;
  const settled: Action = { ...action, state, stateUpdatedAt, ...how };
  actions.set(toKey(action), isFinal ? action : settled);
}

/** The `accessToken` that a ceremony ends with: proof of the action, and a right to manage passkeys. */
export function issueResultToken({ tokens }: Tenant, action: Action) {
  const { userId, actionCode, idempotencyKey } = action;
  return tokens.issue(userId, { actionCode, idempotencyKey }, RESULT_SCOPE);
}

function toKey({ userId, actionCode, idempotencyKey }: ActionKey) {
  return JSON.stringify([userId, actionCode, idempotencyKey]);
}
