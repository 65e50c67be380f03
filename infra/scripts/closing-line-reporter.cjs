/** Ends a Jest run with the one line that people and CI look for: `N passed, N failed`. */
module.exports = class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    // A suite that does not even load has no tests to count: it counts as one failure.
    const failed = results.numFailedTests + results.testResults.filter((suite) => suite.testExecError).length;
    process.stderr.write('');
    process.on('exit', () => process.stdout.write(`${results.numPassedTests} passed, ${failed} failed\n`));
  }
};
