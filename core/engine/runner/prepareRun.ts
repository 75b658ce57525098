import { createUuid } from "../../base/ids.ts";
import { pause, runsAtOnce } from "../../base/pause.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { partSize } from "../../model/childIndex.ts";
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
export async function prepareTrigger(
  shell: Shell,
  run: LiveRun,
  trigger: { index: number; call: number; request: ChildRequest },
): Promise<PreparedRun | string> {
  const { index, call, request } = trigger;
  const key = childKey(run, { index, offset: call });
  const known = shell.ports.store.findChildRun(key);
  if (known !== undefined) return known;
  const [child] = await planChildren(shell, run, { index, wanted: [{ key, request }], awaited: false });
  if (child === undefined) throw new SluiceError("internal", `The run of ${request.application} was not planned`);
  return child;
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
  const all = wait.runs.map((request, position) => ({
    key: childKey(run, { index, offset: partSize / 2 + position }),
    request,
  }));
  const find = (key: ChildKey): string | undefined => shell.ports.store.findChildRun(key);
  const [first] = all;
  // They are accepted in one commit: without the first there are no others, which need not be looked up one by one.
  const isNew = first === undefined || find(first.key) === undefined;
  const known = all.map(({ key }) => (isNew ? undefined : find(key)));
  const wanted = all.filter((_, position) => known[position] === undefined);
  const children = await planChildren(shell, run, { index, wanted, awaited: true, atOnce: wait.atOnce });
  const planned = children.values();
  const next = (): string | undefined => planned.next().value?.run.id;
  return { wait: { kind: "runs", runs: known.flatMap((id) => id ?? next() ?? []) }, children };
}

function childKey(parent: LiveRun, { index, offset }: { index: number; offset: number }): ChildKey {
  const { retry, suspensions } = getStepState(parent, index);
  return { stepRunId: getStepRunId(parent, index), retry, index: suspensions * partSize + offset };
}

async function planChildren(
  shell: Shell,
  parent: LiveRun,
  of: {
    index: number;
    wanted: { key: ChildKey; request: ChildRequest }[];
    awaited: boolean;
    atOnce?: number | undefined;
  },
): Promise<PreparedRun[]> {
  const { index, wanted, awaited, atOnce } = of;
  const { record } = parent.state;
  const [first] = wanted;
  if (first !== undefined && record.depth >= maxDepth) {
    const { application } = first.request;
    throw new SluiceError("run_too_deep", `A run of ${application} would be nested more than ${maxDepth} deep`);
  }
  const requests = wanted.map(({ request }) => request);
  const stepName = parent.view.steps[index]?.name ?? "";
  const stepRunId = getStepRunId(parent, index);
  const planned = await shell.ports.children.plan(requests, {
    record,
    plan: parent.plan,
    stepRunId,
    stepName,
    awaited,
    atOnce,
  });
  const prepared: PreparedRun[] = [];
  for (const [position, child] of planned.entries()) {
    if (position % runsAtOnce === runsAtOnce - 1) await pause(shell.ports.clock);
    prepared.push(prepareRun(shell, child, wanted[position]?.key));
  }
  return prepared;
}
