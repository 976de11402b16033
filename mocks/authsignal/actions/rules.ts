import type { Outcome } from '../index';
import type { Action, Place } from '../store/records';
import type { Rule, Settings } from '../store/settings';

/** What rules may look at, beside the action's code. */
export type Circumstances = Place & Pick<Action, 'countryCode'>;

const KNOWN_BY: Action['state'][] = ['ALLOW', 'CHALLENGE_SUCCEEDED', 'REVIEW_SUCCEEDED'];

/** What is set for an action, if no rule applies. The default is CHALLENGE. */
export const outcomeOf = ({ outcomes }: Settings, actionCode: string): Outcome =>
  Object.hasOwn(outcomes, actionCode) ? (outcomes[actionCode] ?? 'CHALLENGE') : 'CHALLENGE';

/** Decides a new action of a user with these `earlier` ones, which only some rules read. The first that applies wins. */
export function decideOutcome(
  settings: Settings,
  actionCode: string,
  circumstances: Circumstances,
  earlier: () => readonly Action[],
) {
  const applying = settings.rules.filter(
    (rule) => (rule.action ?? actionCode) === actionCode && applies(rule, circumstances, earlier),
  );
  const [first] = applying;
  if (!first) return { outcome: outcomeOf(settings, actionCode) };
  const ruleIds = applying.map(({ id }) => id);
  return { outcome: first.outcome, ruleIds, priorityRuleId: first.id };
}

/** A device that is not named is new: nothing tells that it was there before. */
function applies(
  rule: Rule,
  { deviceId, countryCode = '' }: Circumstances,
  earlier: () => readonly Action[],
) {
  if (rule.when === 'country') return rule.countries.includes(countryCode);
  const isKnown = (action: Action) =>
    action.deviceId === deviceId && KNOWN_BY.includes(action.state);
  return deviceId === undefined || !earlier().some(isKnown);
}
