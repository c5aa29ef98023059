// Reads Vitest's reports for tools/sh/test.sh: `count` prints run, failed, 0, skipped and flaky for each, `flaky` names
// the tests that failed and passed when run again, each with what was wrong the first time.
const fs = require("node:fs");
const path = require("node:path");

const [folder, what] = process.argv.slice(2);
for (const name of fs.readdirSync(folder).filter((name) => /^vitest-.*\.json$/.test(name))) {
  const report = JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
  const files = report.testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  const flaky = tests.filter((test) => test.status === "passed" && test.failureMessages.length > 0);
  if (what === "flaky") {
    for (const test of flaky) console.log(`FLAKY: ${test.fullName}\n${test.failureMessages[0]}`);
    continue;
  }
  // A file that cannot even be loaded has no test that failed.
  const broken = files.filter(
    (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  ).length;
  const skipped = report.numPendingTests + report.numTodoTests;
  console.log(report.numTotalTests + broken, report.numFailedTests + broken, 0, skipped, flaky.length);
}
