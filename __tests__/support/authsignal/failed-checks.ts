import type { Check } from '@/mocks/authsignal/webauthn/check';

/** The names of all checks that these facts do not pass, not only of the first. */
export async function failedChecks<Facts>(checks: readonly Check<Facts>[], facts: Facts) {
  const passed = await Promise.all(checks.map(({ passes }) => passes(facts)));
  return checks.filter((_, index) => !passed[index]).map(({ name }) => name);
}
