import { RESULT_SCOPE } from '../inferred';
import type { Outcome } from '../index';
import { type Circumstances, outcomeOf } from './rules';
import type { Action, ActionKey, ActionState } from '../store/records';
import type { Tenant } from '../tenant';

/** Documented (FAQ): an action requires a challenge only from users who have an authenticator. */
export function decideState(outcome: Outcome, isEnrolled: boolean): ActionState {
  if (outcome === 'BLOCK') return 'BLOCK';
  if (outcome === 'REVIEW') return 'REVIEW_REQUIRED';
  return outcome === 'CHALLENGE' && isEnrolled ? 'CHALLENGE_REQUIRED' : 'ALLOW';
}

/** What is known of an action when it is opened, beside its key and its state. */
type Facts = Circumstances & Pick<Action, 'ruleIds' | 'priorityRuleId'>;

/** Opens an action with this state, or returns the one that is open. */
export function openAction(
  { store, now }: Tenant,
  key: ActionKey,
  state: ActionState,
  facts: Facts = {},
): Action {
  const open = store.findAction(key);
  if (open) return open;

  const time = new Date(now()).toISOString();
  const action = { ...key, ...facts, state, createdAt: time, stateUpdatedAt: time };
  store.saveAction(action);
  return action;
}

/** Opens the action that a passkey answers. A user who shows one was asked for it, also where ALLOW is set. */
export function openAnswered(tenant: Tenant, key: ActionKey): Action {
  const outcome = outcomeOf(tenant.store.settings, key.actionCode);
  return openAction(tenant, key, decideState(outcome === 'ALLOW' ? 'CHALLENGE' : outcome, true));
}

/** What a ceremony may change. A success is final, and what is blocked or in review is decided elsewhere. */
const OPEN: ActionState[] = ['ALLOW', 'CHALLENGE_REQUIRED', 'CHALLENGE_FAILED'];

/** Records the result of a ceremony, if the action is still open. */
export function finishAction(
  { store, now }: Tenant,
  action: Action,
  state: ActionState,
  verifiedByAuthenticatorId?: string,
) {
  if (!OPEN.includes(store.findAction(action)?.state ?? action.state)) return;
  const stateUpdatedAt = new Date(now()).toISOString();
  const method = { verificationMethod: 'PASSKEY', verifiedByAuthenticatorId } as const;
  store.saveAction({ ...action, state, stateUpdatedAt, ...method });
}

/** Issues the `accessToken` of a finished ceremony. It proves the action, and allows managing passkeys. */
export function issueResultToken({ tokens }: Tenant, action: Action) {
  const { userId, actionCode, idempotencyKey } = action;
  return tokens.issue(userId, { actionCode, idempotencyKey }, RESULT_SCOPE);
}
