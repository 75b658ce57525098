import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { BaseStep, defineParameters, number } from "sluice";

const parameters = defineParameters({ runtime_ms: number({ title: "Runtime in ms" }) });

/** Stands for a task of a recorded workflow: takes as long as it did, and saves a digest of its name and its producers' digests. */
export default class TraceTask extends BaseStep.with(parameters) {
  override friendlyName = "Trace task";
  override description = "Waits as long as the recorded task took";
  override version = "1.0.0";

  override async execute() {
    const runtime = this.getParameter("runtime_ms");
    if (typeof runtime === "number" && runtime > 0) await wait(runtime);
    const digests = Object.values((this.joinPreviousStepData() ?? {}) as Record<string, string>).sort();
    const name = this.getName();
    const text = `${name}|${digests.join(",")}`;
    await this.saveDataForNextStep({ [name]: createHash("sha256").update(text).digest("hex").slice(0, 16) });
  }
}
