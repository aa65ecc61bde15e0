// A vitest reporter: names the tests that passed on a second try only, with what the first one said.
// They are flaky, and a flaky test has a cause: whoever reads this finds it.
export default class SecondTries {
  #flaky = [];

  onTestCaseResult(test) {
    if (test.ok() && test.diagnostic()?.flaky) this.#flaky.push(test);
  }

  onTestRunEnd() {
    for (const test of this.#flaky) {
      const [first] = test.result().errors ?? [];
      console.log(`passed on a second try: ${test.module.relativeModuleId} > ${test.fullName}`);
      if (first) console.log(`    ${first.message}`);
    }
  }
}
