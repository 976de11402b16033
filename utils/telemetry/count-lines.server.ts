import type { Meter } from '@opentelemetry/api';

interface Rule {
  metric: keyof typeof UNITS;
  outcome?: string;
  /** The fields of the line that become labels: each is of a closed list. */
  labels?: string[];
}

const UNITS = {
  sign_ins: '{sign-in}',
  enrolments: '{enrolment}',
  limits_reached: '{refusal}',
  refusals: '{refusal}',
  events: '{line}',
};

/** By event. docs/operations.md has the names, which dashboards rely on. */
const RULES: Record<string, Rule> = {
  sign_in_succeeded: { metric: 'sign_ins', outcome: 'succeeded', labels: ['method'] },
  sign_in_refused: { metric: 'sign_ins', outcome: 'refused', labels: ['method', 'reason'] },
  sign_in_unavailable: { metric: 'sign_ins', outcome: 'unavailable', labels: ['method'] },
  enrolment_begun: { metric: 'enrolments', outcome: 'begun' },
  passkey_added: { metric: 'enrolments', outcome: 'added' },
  enrolment_refused: { metric: 'enrolments', outcome: 'refused', labels: ['reason'] },
  rate_limited: { metric: 'limits_reached', labels: ['limit'] },
  refused: { metric: 'refusals', labels: ['code', 'status'] },
};

/** Makes the one place that counts: each line of the log by its event, and some by what they say. */
export function createLineCounter(meter: Meter): (line: object) => void {
  const counters = Object.fromEntries(
    Object.entries(UNITS).map(([name, unit]) => [
      name,
      meter.createCounter(`passkeys.${name}`, { unit }),
    ]),
  );

  return (line) => {
    const fields = new Map<string, unknown>(Object.entries(line));
    const event = String(fields.get('event'));
    counters.events?.add(1, { event });

    const rule = RULES[event];
    if (!rule) return;
    const { metric, outcome, labels = [] } = rule;
    const present = labels.filter((name) => fields.get(name) !== undefined);
    const values = Object.fromEntries(present.map((name) => [name, String(fields.get(name))]));
    counters[metric]?.add(1, { ...values, ...(outcome && { outcome }) });
  };
}
