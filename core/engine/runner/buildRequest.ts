import { SluiceError } from "../../base/SluiceError.ts";
import type { StepView } from "../../model/ApplicationDocument.ts";
import { toStepConnection } from "../../model/Connection.ts";
import { declaredOutputs } from "../../model/declaredOutputs.ts";
import { findAncestors } from "../Graph.ts";
import { classKey } from "../ports/RunStore.ts";
import type { AttemptRequest } from "../ports/StepWorkers.ts";
import { buildInputs } from "./buildInputs.ts";
import { buildResume } from "./buildResume.ts";
import { getStepRunId, getStepState, type LiveRun } from "./LiveRun.ts";
import type { Shell } from "./Shell.ts";

/** Everything a worker needs for the present attempt of a step. Reads saved data that is on disk or on its way there. */
export function buildRequest(shell: Shell, run: LiveRun, index: number): AttemptRequest {
  const step = run.view.steps[index];
  if (step === undefined) throw new SluiceError("internal", `Run ${run.id} has no step at position ${index}`);
  const { settings, blobFolder } = shell.ports;
  const { record } = run.state;
  const stepRunId = getStepRunId(run, index);
  const code = step.disabled ? undefined : findClass(run, step);
  return {
    runId: run.id,
    appName: record.appName,
    stepRunId,
    stepName: step.name,
    attempt: getStepState(run, index).attempts,
    mode: buildMode(shell, run, index),
    // Only code of an uploaded pack has an environment of its own, whatever versions the document wants.
    environment: code?.reference.packEnvironment ?? step.syncpack ?? "own",
    stepClass: code?.reference,
    parameters: step.parameters,
    configuration: run.secrets.configuration,
    connections: run.secrets.connections(step.name).map(toStepConnection),
    appVariables: run.appVariables,
    inputs: buildInputs(shell, run, index),
    previousParameters: code?.manifest.usesPreviousParameters ? readPrevious(shell, run, index) : undefined,
    dataKey: run.secrets.dataKey,
    blobFolder,
    consumers: step.outputTo,
    outputs: code === undefined ? [] : declaredOutputs(code.manifest, step.parameters),
    routes: step.routes,
    logLevel: record.logLevel,
    // The worker keeps the time, as it can end the process.
    limits: { ...settings.limits(), wallMs: Math.ceil((step.attemptTimeout ?? settings.attemptTimeout()) * 1000) },
    idempotencyKey: `${run.id}.${stepRunId}`,
    generateReport: record.generateReport,
    sample: Object.hasOwn(run.plan.stepIds, step.name),
  };
}

function buildMode(shell: Shell, run: LiveRun, index: number): AttemptRequest["mode"] {
  if (run.view.steps[index]?.disabled) return { kind: "join" };
  if (!getStepState(run, index).resume) return { kind: "execute" };
  return { kind: "resume", value: buildResume(shell, run, index) };
}

function findClass(run: LiveRun, step: StepView) {
  const key = classKey(step.file, step.syncpack);
  const found = Object.hasOwn(run.plan.classes, key) ? run.plan.classes[key] : undefined;
  if (found !== undefined) return found;
  throw new SluiceError("not_found", `The run holds no step class ${key} for step ${step.name}`);
}

function readPrevious(shell: Shell, run: LiveRun, index: number): Record<string, Uint8Array> {
  const ancestors = findAncestors(run.state.graph, index);
  const recorded = shell.ports.store.readParameters(ancestors.map((ancestor) => getStepRunId(run, ancestor)));
  return Object.fromEntries(
    ancestors.flatMap((ancestor) => {
      const parameters = recorded.get(getStepRunId(run, ancestor));
      return parameters === undefined ? [] : [[run.view.steps[ancestor]?.name ?? "", parameters]];
    }),
  );
}
