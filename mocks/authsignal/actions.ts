import { RESULT_SCOPE } from './inferred';
import type { Action, ActionKey, ActionState } from './records';
import type { Outcome, Tenant } from './tenant';

/** Documented (FAQ): an action requires a challenge only from users who have an authenticator. */
export function decideState(outcome: Outcome, isEnrolled: boolean): ActionState {
  if (outcome === 'BLOCK') return 'BLOCK';
  if (outcome === 'REVIEW') return 'REVIEW_REQUIRED';
  return outcome === 'CHALLENGE' && isEnrolled ? 'CHALLENGE_REQUIRED' : 'ALLOW';
}

export function findAction({ actions }: Tenant, key: ActionKey) {
  return actions.get(toKey(key));
}

/** Opens an action with this state, or returns the one that is open. Either way its lifetime starts again. */
export function openAction({ actions, now }: Tenant, key: ActionKey, state: ActionState): Action {
  const time = new Date(now()).toISOString();
  const opened = { ...key, state, createdAt: time, stateUpdatedAt: time };
  const action = actions.get(toKey(key)) ?? opened;
  actions.set(toKey(key), action);
  return action;
}

/**
 * Records the result of a ceremony. Inferred: a success is final, so a later ceremony with the same token
 * changes neither the state nor its time.
 */
export function finishAction(
  { actions, now }: Tenant,
  action: Action,
  state: ActionState,
  verifiedByAuthenticatorId?: string,
) {
  const isFinal = action.state === 'CHALLENGE_SUCCEEDED';
  const stateUpdatedAt = new Date(now()).toISOString();
  const method = { verificationMethod: 'PASSKEY', verifiedByAuthenticatorId } as const;
  const finished: Action = { ...action, state, stateUpdatedAt, ...method };
  actions.set(toKey(action), isFinal ? action : finished);
}

/** Issues the `accessToken` of a finished ceremony. It proves the action, and allows managing passkeys. */
export function issueResultToken({ tokens }: Tenant, action: Action) {
  const { userId, actionCode, idempotencyKey } = action;
  return tokens.issue(userId, { actionCode, idempotencyKey }, RESULT_SCOPE);
}

function toKey({ userId, actionCode, idempotencyKey }: ActionKey) {
  return JSON.stringify([userId, actionCode, idempotencyKey]);
}
