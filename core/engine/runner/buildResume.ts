import { SluiceError } from "../../base/SluiceError.ts";
import { readApplication } from "../../model/readApplication.ts";
import { classKey } from "../ports/RunStore.ts";
import type { ChildResult, ResumeValue } from "../ports/StepWorkers.ts";
import { type ChildEnd, getStepState, type LiveRun } from "./LiveRun.ts";
import type { Shell } from "./Shell.ts";

/** What ended the wait of a step. */
export function buildResume(shell: Shell, run: LiveRun, index: number): ResumeValue {
  const { wait, approval } = getStepState(run, index);
  if (wait?.kind === "runs") return { kind: "runs", runs: wait.runs.map((id) => readChild(shell, run, id)) };
  if (wait?.kind === "until") return { kind: "until" };
  if (approval !== undefined) return { kind: "approval", ...approval };
  throw new SluiceError("internal", `Step run of ${run.id} is resumed without having waited`);
}

function readChild(shell: Shell, run: LiveRun, runId: string): ChildResult {
  const { state, leaves } = run.childEnds.get(runId) ?? readChildEnd(shell, runId);
  const stored = shell.outputs.read(leaves.map((leaf) => leaf.stepRunId));
  const data = leaves.flatMap(({ step, stepRunId }) => {
    const saved = stored.get(stepRunId);
    return saved === undefined ? [] : [{ step, stored: saved }];
  });
  return { runId, state, data };
}

/** A child that ended before this host started. */
function readChildEnd(shell: Shell, runId: string): ChildEnd {
  const { store } = shell.ports;
  const state = store.findRun(runId)?.state;
  if (state !== "SUCCESS" && state !== "FAILURE" && state !== "REVOKED") {
    throw new SluiceError("internal", `Run ${runId} has not ended`);
  }
  const plan = store.readPlan(runId);
  const view = readApplication(plan.document, (file, syncpack) => plan.classes[classKey(file, syncpack)]?.manifest);
  const ids = store.stepRunIds(runId);
  const leaves = view.steps.flatMap(({ name, outputTo }) => {
    const stepRunId = ids.get(name);
    return outputTo.length > 0 || stepRunId === undefined ? [] : [{ step: name, stepRunId }];
  });
  return { state, leaves };
}
