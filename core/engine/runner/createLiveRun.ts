import { runsAtOnce } from "../../base/pause.ts";
import type { PlannedRun } from "../ports/EnginePorts.ts";
import { createRunState } from "../reduce.ts";
import { haltRun } from "./haltRun.ts";
import { Journal } from "./Journal.ts";
import type { LiveRun } from "./LiveRun.ts";
import { readWiring } from "./readWiring.ts";
import { resolveAppVariables } from "./resolveAppVariables.ts";
import type { Shell } from "./Shell.ts";

/** Makes a run ready to be held; nothing happens with it yet. Throws what `secrets.open` throws. */
export function createLiveRun(shell: Shell, { record, plan }: PlannedRun, stepRunIds: readonly string[]): LiveRun {
  const { view, graph } = readWiring(plan);
  const state = createRunState({ graph, record, pinned: Object.keys(plan.pins) });
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
    group: openGroup(shell, { record, plan }),
    journal,
    state,
    phase: "live",
    due: [],
    timers: new Map(),
    slots: new Set(),
    ahead: new Set(),
    begun: new Map(),
    firstBegun: new Map(),
    attempts: new Map(),
    waitsFor: new Map(),
    childEnds: new Map(),
    waiters: [],
  };
  return run;
}

function openGroup(shell: Shell, { record, plan }: PlannedRun): LiveRun["group"] {
  const { triggeredBy } = record;
  if (plan.atOnce === undefined || triggeredBy.kind !== "RUN") return undefined;
  return shell.lanes.openGroup(triggeredBy.stepRunId, plan.atOnce);
}

/** Lets runs begin that are on disk. Of many some begin at a time, so that others have their turn meanwhile. */
export function launch(shell: Shell, runs: readonly LiveRun[]): void {
  for (const run of runs) shell.runs.set(run.id, run);
  const begin = (from: number): void => {
    const next = from + runsAtOnce;
    shell.turn(() => {
      for (const run of runs.slice(from, next)) shell.changed.add(run);
    });
    // What has not begun when the engine closes is taken up at the next start.
    if (next < runs.length) shell.ports.clock.after(0, () => shell.phase === "open" && begin(next));
  };
  begin(0);
}
