import type { Action, Place } from './store/records';
import type { Rule, Settings } from './store/settings';

/** What rules may look at, beside the action's code. */
export type Circumstances = Place & Pick<Action, 'countryCode'>;

const KNOWN_BY: Action['state'][] = ['ALLOW', 'CHALLENGE_SUCCEEDED', 'REVIEW_SUCCEEDED'];

/** Decides a new action of a user with these earlier ones. The first rule that applies wins. */
export function decideOutcome(
  { outcomes, rules }: Settings,
  actionCode: string,
  circumstances: Circumstances,
  earlier: readonly Action[],
) {
  const applying = rules.filter(
    (rule) => (rule.action ?? actionCode) === actionCode && applies(rule, circumstances, earlier),
  );
  const [first] = applying;
  if (!first) return { outcome: outcomes[actionCode] ?? ('CHALLENGE' as const) };
  const ruleIds = applying.map(({ id }) => id);
  return { outcome: first.outcome, ruleIds, priorityRuleId: first.id };
}

/** A device that is not named is new: nothing tells that it was there before. */
function applies(
  rule: Rule,
  { deviceId, countryCode = '' }: Circumstances,
  earlier: readonly Action[],
) {
  if (rule.when === 'country') return rule.countries.includes(countryCode);
  const isKnown = (action: Action) =>
    action.deviceId === deviceId && KNOWN_BY.includes(action.state);
  return deviceId === undefined || !earlier.some(isKnown);
}
