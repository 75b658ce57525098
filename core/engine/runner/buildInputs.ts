import type { JsonValue } from "../../base/json.ts";
import type { StoredData } from "../../model/StoredData.ts";
import { edgeData } from "../decideStep.ts";
import { getStep } from "../Graph.ts";
import type { AttemptInput } from "../ports/StepWorkers.ts";
import { getStepRunId, getStepState, type LiveRun } from "./LiveRun.ts";
import type { Shell } from "./Shell.ts";

/** What each direct producer of a step hands over, in producer order (semantics, sections 2 and 3). */
export function buildInputs(shell: Shell, run: LiveRun, index: number): AttemptInput[] {
  const { producers } = getStep(run.state.graph, index);
  const kinds = producers.map((producer) => edgeData(run.state, producer, index));
  const saved = producers.filter((_, position) => kinds[position] === "saved");
  const stored = shell.outputs.read(saved.map((producer) => getStepRunId(run, producer)));
  return producers.map((producer, position): AttemptInput => {
    const step = run.view.steps[producer]?.name ?? "";
    if (kinds[position] === "error")
      return { step, position, data: { kind: "plain", value: errorData(run, producer) } };
    const data = kinds[position] === "saved" ? stored.get(getStepRunId(run, producer)) : undefined;
    return { step, position, data: toInputData(data) };
  });
}

function toInputData(stored: StoredData | undefined): AttemptInput["data"] {
  return stored === undefined ? { kind: "none" } : { kind: "stored", stored };
}

/** The data of an error edge. */
function errorData(run: LiveRun, producer: number): JsonValue {
  const { error, attempts } = getStepState(run, producer);
  return {
    step: run.view.steps[producer]?.name ?? "",
    exception: error?.exception ?? "",
    message: error?.message ?? "",
    stack: error?.stack ?? null,
    attempt: error?.attempt ?? attempts,
  };
}
