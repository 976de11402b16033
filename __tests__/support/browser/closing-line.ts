import type { Reporter, TestCase } from '@playwright/test/reporter';

/** Ends the run with "N passed, N failed" on a line of its own. */
export default class ClosingLine implements Reporter {
  private readonly tests = new Set<TestCase>();
  private errors = 0;

  onTestEnd(test: TestCase) {
    this.tests.add(test);
  }

  /** Outside of any test: a build that fails, a Chromium that is missing. */
  onError() {
    this.errors += 1;
  }

  onEnd() {
    const outcomes = [...this.tests].map((test) => test.outcome());
    const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
    const skipped = count('skipped');
    const passed = count('expected') + count('flaky');
    const closing = [`${passed} passed`, `${count('unexpected') + this.errors} failed`];
    console.log(`browser: ${[...closing, ...(skipped ? [`${skipped} skipped`] : [])].join(', ')}`);
  }
}
