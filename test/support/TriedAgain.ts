import type { Reporter, TestCase } from "vitest/node";

/** Names at the end what passed only when it was tried again, with what it failed of: it wants a mend, not another try. */
export default class TriedAgain implements Reporter {
  private readonly lines: string[] = [];

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky !== true) return;
    const why = test.result().errors?.[0]?.message.split("\n")[0] ?? "";
    this.lines.push(`tried again: ${test.module.relativeModuleId} > ${test.fullName}: ${why}\n`);
  }

  onTestRunEnd(): void {
    for (const line of this.lines) process.stdout.write(line);
  }
}
