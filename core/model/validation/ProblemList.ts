import { jsonPath } from "../jsonPath.ts";
import type { Problem, ProblemCode } from "../Problem.ts";

type Finding = {
  code: ProblemCode;
  path: readonly (string | number)[];
  message: string;
  step?: string | undefined;
  steps?: string[];
};

/** Collects the findings of one validation in the order they are made. */
export class ProblemList {
  readonly problems: Problem[] = [];

  error(finding: Finding): void {
    this.add("error", finding);
  }

  warning(finding: Finding): void {
    this.add("warning", finding);
  }

  private add(severity: Problem["severity"], { code, path, message, step, steps }: Finding): void {
    this.problems.push({
      severity,
      code,
      path: jsonPath(path),
      message,
      ...(step === undefined || step === "" ? {} : { step }),
      ...(steps === undefined ? {} : { steps }),
    });
  }
}
