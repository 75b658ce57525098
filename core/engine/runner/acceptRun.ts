import { SluiceError } from "../../base/SluiceError.ts";
import type { RunRecord } from "../../model/RunRecord.ts";
import type { ReusedStep, ReusedSteps } from "../Engine.ts";
import type { PlannedRun } from "../ports/EnginePorts.ts";
import type { Commit } from "../ports/RunStore.ts";
import { reduce } from "../reduce.ts";
import { launch } from "./createLiveRun.ts";
import type { LiveRun } from "./LiveRun.ts";
import { type PreparedRun, prepareRun } from "./prepareRun.ts";
import { finishedEvent } from "./record.ts";
import type { Shell } from "./Shell.ts";

/** Takes a run on: one commit with all it will ever use, and with the results it takes over from an earlier run. */
export async function acceptRun(shell: Shell, planned: PlannedRun, reused?: ReusedSteps): Promise<RunRecord> {
  if (shell.phase !== "open") {
    throw new SluiceError("internal", `Run ${planned.record.id} came after the engine was closed`);
  }
  const prepared = prepareRun(shell, planned, undefined);
  const copies = reused === undefined ? [] : copyResults(shell, prepared.run, reused);
  for (const copy of copies) prepared.run.state = reduce(prepared.run.state, copy.event);
  await storeRun(shell, prepared, copies);
  return planned.record;
}

/** Stores the acceptance of a run, and in the same commit the start of the steps that find capacity. */
export async function storeRun(shell: Shell, { run, accepted }: PreparedRun, more: Commit[] = []): Promise<void> {
  const stored = new Promise<void>((resolve, reject) => {
    shell.turn(() => {
      run.journal.add([accepted, ...more]);
      run.journal.after({ onStored: resolve, onFailed: reject });
      launch(shell, [run]);
    });
  });
  try {
    await stored;
  } catch (error) {
    // It was given up before it was a run.
    shell.halted.delete(run.id);
    throw error;
  }
}

/** Results of an earlier run as results of this one (semantics, section 8: re-run from steps). Producers come before consumers. */
function copyResults(
  shell: Shell,
  run: LiveRun,
  reused: ReusedSteps,
): (Commit & { event: { type: "step.finished" } })[] {
  const ids = Object.values(reused.steps).map((step) => step.stepRunId);
  const outputs = shell.ports.store.readOutputs(ids);
  const parameters = shell.ports.store.readParameters(ids);
  return run.state.graph.order.flatMap((index) => {
    const step = findReused(reused, run.view.steps[index]?.name ?? "");
    if (step === undefined) return [];
    const output = outputs.get(step.stepRunId);
    const recorded = parameters.get(step.stepRunId);
    const event = finishedEvent(shell, run, {
      index,
      state: step.state ?? "SUCCESS",
      warning: step.warning ?? false,
      reusedFrom: step.stepRunId,
      ...(step.error === undefined ? {} : { error: step.error }),
      ...(step.skipped === undefined ? {} : { skipped: step.skipped }),
      ...(step.routes === undefined ? {} : { routes: step.routes }),
      ...(output === undefined ? {} : { data: output.summary }),
    });
    return [
      {
        event,
        ...(output === undefined ? {} : { output }),
        ...(recorded === undefined ? {} : { parameters: recorded }),
      },
    ];
  });
}

function findReused(reused: ReusedSteps, name: string): ReusedStep | undefined {
  return Object.hasOwn(reused.steps, name) ? reused.steps[name] : undefined;
}
