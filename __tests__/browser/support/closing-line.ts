import type { Reporter, TestCase } from '@playwright/test/reporter';

/** Ends the run with "N passed, N failed" on a line of its own. */
export default class ClosingLine implements Reporter {
  private readonly tests = new Set<TestCase>();

  onTestEnd(test: TestCase) {
    this.tests.add(test);
  }

  onEnd() {
    const outcomes = [...this.tests].map((test) => test.outcome());
    const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
    const skipped = count('skipped');
    const passed = count('expected') + count('flaky');
    const closing = [`${passed} passed`, `${count('unexpected')} failed`];
    console.log(`browser: ${[...closing, ...(skipped ? [`${skipped} skipped`] : [])].join(', ')}`);
  }
}
