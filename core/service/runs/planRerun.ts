import { SluiceError } from "../../base/SluiceError.ts";
import type { ReusedSteps } from "../../engine/Engine.ts";
import type { RunPlan } from "../../engine/ports/RunStore.ts";
import type { StepView } from "../../model/ApplicationDocument.ts";
import type { RunRecord, StepRunRecord } from "../../model/RunRecord.ts";
import { readApplication } from "../../model/readApplication.ts";
import { nearestName } from "../failures.ts";
import type { RunReader } from "../ports/repositories.ts";

/**
 * Which results a re-run takes over: those of every step that ended and lies neither among the chosen ones nor
 * downstream of them (semantics, section 8). Throws `run_not_finished`, `not_found`, `outputs_expired`.
 */
export function planRerun(
  chosen: string[],
  earlier: {
    record: RunRecord;
    plan: RunPlan;
    reader: RunReader;
    /** The document to run now when it is another than that of the run: its steps are those of the same id. */
    present?: Pick<RunPlan, "document" | "stepIds">;
  },
): ReusedSteps {
  const { record, plan, reader } = earlier;
  if (record.finishedAt === undefined) {
    throw new SluiceError("run_not_finished", `The run ${record.id} has not ended yet. Revoke it, or wait.`);
  }
  const { document, stepIds } = earlier.present ?? plan;
  const { steps } = readApplication(document, () => undefined);
  const again = findDownstream(chosen, steps);
  const reused: ReusedSteps["steps"] = {};
  const nameById = new Map(Object.entries(stepIds).map(([name, id]) => [id, name]));
  for (const stepRun of reader.stepRuns(record.id)) {
    const name = (stepRun.stepId === undefined ? undefined : nameById.get(stepRun.stepId)) ?? stepRun.name;
    if (again.has(name) || !isEnded(stepRun.state) || !steps.some((step) => step.name === name)) continue;
    const isNeeded = [...nextSteps(steps, name)].some((consumer) => again.has(consumer));
    if (isNeeded && stepRun.data !== undefined && reader.output(stepRun.id) === undefined)
      throw expired(stepRun, record);
    reused[name] = {
      stepRunId: stepRun.id,
      routes: reader.routes(stepRun.id),
      state: stepRun.state,
      warning: stepRun.warning,
      ...(stepRun.error === undefined ? {} : { error: stepRun.error }),
      ...(stepRun.skipped === undefined ? {} : { skipped: stepRun.skipped }),
    };
  }
  return { steps: reused };
}

function isEnded(state: StepRunRecord["state"]): state is "SUCCESS" | "FAILURE" | "SKIPPED" {
  return state === "SUCCESS" || state === "FAILURE" || state === "SKIPPED";
}

function findDownstream(chosen: string[], steps: StepView[]): Set<string> {
  const names = steps.map((step) => step.name);
  const found = new Set<string>();
  const pending = [...chosen];
  for (const name of chosen) {
    if (names.includes(name)) continue;
    throw new SluiceError("not_found", `The run has no step "${name}".${nearestName(name, names)}`, {
      details: { step: name },
    });
  }
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    pending.push(...nextSteps(steps, name));
  }
  return found;
}

function nextSteps(steps: StepView[], name: string): Set<string> {
  const view = steps.find((step) => step.name === name);
  return new Set([...(view?.outputTo ?? []), ...(view?.errorTo ?? [])]);
}

function expired(stepRun: StepRunRecord, record: RunRecord): SluiceError {
  return new SluiceError(
    "outputs_expired",
    `The output of the step "${stepRun.name}" of run ${record.id} was pruned. Run the whole application again: sluice replay ${record.id}`,
    { details: { step: stepRun.name, run: record.id } },
  );
}
