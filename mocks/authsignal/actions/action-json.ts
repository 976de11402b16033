import type { GetActionResponse } from '@authsignal/node';

import type { Action } from '../store/records';
import type { Wire } from '../http/wire';

/** Converts an action to the JSON of `get action`, which `update action` answers with too. */
export function toActionJson(action: Action) {
  const { state, createdAt, stateUpdatedAt, verificationMethod } = action;
  const { ruleIds = [], priorityRuleId } = action;
  const rules = ruleIds.map((ruleId) => ({ ruleId, name: ruleId }));
  const facts = { state, createdAt, stateUpdatedAt, verificationMethod, rules, output: {} };
  return { ...(facts satisfies Wire<GetActionResponse>), ruleIds, priorityRuleId };
}
