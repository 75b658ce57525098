import type { Connection } from "../../../core/model/Connection.ts";
import type { BaseStep } from "../../../core/sdk/BaseStep.ts";
import { runStep, type StepRunOptions, type StepRunResult } from "../../support/runStep.ts";

/** Runs a step with the connection of a server. */
export function createRunner(StepClass: new () => BaseStep, connection: Omit<Connection, "name">) {
  return (params: StepRunOptions["params"], more: StepRunOptions = {}): Promise<StepRunResult> =>
    runStep(StepClass, { params: { connection: "web", ...params }, connections: { web: connection }, ...more });
}
