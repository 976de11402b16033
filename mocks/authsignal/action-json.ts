import type { GetActionResponse } from '@authsignal/node';

import { NO_RULES } from './inferred';
import type { Action } from './store/records';
import type { Wire } from './tenant';

/** Converts an action to the JSON of `get action`, which `update action` answers with too. */
export function toActionJson({ state, createdAt, stateUpdatedAt, verificationMethod }: Action) {
  const facts = { state, createdAt, stateUpdatedAt, verificationMethod, ...NO_RULES };
  return facts satisfies Wire<GetActionResponse>;
}
