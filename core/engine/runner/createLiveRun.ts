import { readApplication } from "../../model/readApplication.ts";
import { createGraph } from "../Graph.ts";
import type { PlannedRun } from "../ports/EnginePorts.ts";
import { classKey } from "../ports/RunStore.ts";
import { createRunState } from "../reduce.ts";
import { haltRun } from "./haltRun.ts";
import { Journal } from "./Journal.ts";
import type { LiveRun } from "./LiveRun.ts";
import { resolveAppVariables } from "./resolveAppVariables.ts";
import type { Shell } from "./Shell.ts";

/** Makes a run ready to be held; nothing happens with it yet. Throws what `secrets.open` throws. */
export function createLiveRun(shell: Shell, { record, plan }: PlannedRun, stepRunIds: readonly string[]): LiveRun {
  const view = readApplication(plan.document, (file, syncpack) => plan.classes[classKey(file, syncpack)]?.manifest);
  const state = createRunState({ graph: createGraph(view), record, pinned: Object.keys(plan.pins) });
  const secrets = shell.ports.secrets.open(plan);
  const journal = new Journal(shell.outbox, (error) => haltRun(shell, run, error));
  const run: LiveRun = {
    id: record.id,
    plan,
    view,
    secrets,
    appVariables: resolveAppVariables(view.appVariables, plan.parameters),
    stepRunIds,
    lane: shell.lanes.open(record.queue, plan.workers),
    journal,
    state,
    phase: "live",
    due: [],
    timers: new Map(),
    slots: new Set(),
    begun: new Map(),
    firstBegun: new Map(),
    attempts: new Map(),
    waitsFor: new Map(),
    childEnds: new Map(),
    waiters: [],
  };
  return run;
}

/** Lets the run begin: it is on disk. */
export function launch(shell: Shell, run: LiveRun): void {
  shell.runs.set(run.id, run);
  shell.turn(() => shell.changed.add(run));
}
