/** Ends the run with "N passed, N failed" on a line of its own. */
module.exports = class ClosingLine {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = results;
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const skipped = numPendingTests ? `, ${numPendingTests} skipped` : '';
    process.stdout.write(`jest: ${numPassedTests} passed, ${failed} failed${skipped}\n`);
  }
};
