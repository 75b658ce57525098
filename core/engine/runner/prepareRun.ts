import { createUuid } from "../../base/ids.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { StepWait } from "../../model/RunRecord.ts";
import type { PlannedRun } from "../ports/EnginePorts.ts";
import type { ChildKey, Commit } from "../ports/RunStore.ts";
import type { ChildRequest, WaitRequest } from "../ports/StepWorkers.ts";
import { createLiveRun } from "./createLiveRun.ts";
import { getStepRunId, getStepState, type LiveRun } from "./LiveRun.ts";
import type { Shell } from "./Shell.ts";

/** A run on its way to acceptance: not on disk, not held. */
export interface PreparedRun {
  run: LiveRun;
  accepted: Commit;
}

/** A wait with the runs that have to be accepted together with it. */
export interface PreparedWait {
  wait: StepWait;
  children: PreparedRun[];
}

/** Runs that trigger runs may be nested this deep. */
const maxDepth = 16;
/** The indexes of one part of a suspended step; it triggers fewer runs than half of it, and waits for fewer than the other half. */
const partSize = 2_000_000;

/** Makes the acceptance of a run: the document, classes and configuration it will use, and an id for each step. */
export function prepareRun(shell: Shell, planned: PlannedRun, child: ChildKey | undefined): PreparedRun {
  const { record, plan, firing, requestKey } = planned;
  const ids: string[] = [];
  const run = createLiveRun(shell, planned, ids);
  const steps = run.view.steps.map(({ name, file }) => {
    const id = createUuid(shell.ports);
    ids.push(id);
    return { id, name, file, stepId: Object.hasOwn(plan.stepIds, name) ? plan.stepIds[name] : undefined };
  });
  const at = shell.ports.clock.now();
  return {
    run,
    accepted: {
      event: { type: "run.accepted", at, runId: record.id, run: record, steps: steps.length },
      plan,
      steps,
      child,
      ...(firing === undefined ? {} : { firing }),
      ...(requestKey === undefined ? {} : { requestKey }),
    },
  };
}

/** Plans a run that a step triggers and does not wait for, unless it exists already (semantics, section 8). */
export function prepareTrigger(
  shell: Shell,
  run: LiveRun,
  trigger: { index: number; call: number; request: ChildRequest },
): Promise<PreparedRun | string> {
  const { index, call, request } = trigger;
  return prepareChild(shell, run, { index, offset: call, request, awaited: false });
}

/** Prepares what a step waits for. Child runs that exist already, from before a crash, are taken up again. */
export async function prepareWait(
  shell: Shell,
  run: LiveRun,
  suspended: { index: number; wait: WaitRequest },
): Promise<PreparedWait> {
  const { index, wait } = suspended;
  if (wait.kind === "until") return { wait, children: [] };
  if (wait.kind === "approval") return { wait: { ...wait, title: run.secrets.mask(wait.title) }, children: [] };
  const runs: string[] = [];
  const children: PreparedRun[] = [];
  for (const [position, request] of wait.runs.entries()) {
    const child = await prepareChild(shell, run, { index, offset: partSize / 2 + position, request, awaited: true });
    if (typeof child !== "string") children.push(child);
    runs.push(typeof child === "string" ? child : child.run.id);
  }
  return { wait: { kind: "runs", runs }, children };
}

async function prepareChild(
  shell: Shell,
  parent: LiveRun,
  of: { index: number; offset: number; request: ChildRequest; awaited: boolean },
): Promise<PreparedRun | string> {
  const { index, offset, request, awaited } = of;
  const { retry, suspensions } = getStepState(parent, index);
  const key = { stepRunId: getStepRunId(parent, index), retry, index: suspensions * partSize + offset };
  const known = shell.ports.store.findChildRun(key);
  if (known !== undefined) return known;
  const { record } = parent.state;
  if (record.depth >= maxDepth) {
    throw new SluiceError("run_too_deep", `A run of ${request.application} would be nested more than ${maxDepth} deep`);
  }
  const stepName = parent.view.steps[index]?.name ?? "";
  const planned = await shell.ports.children.plan(request, { record, plan: parent.plan, key, stepName, awaited });
  return prepareRun(shell, planned, key);
}
