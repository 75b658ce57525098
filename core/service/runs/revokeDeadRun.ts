import type { Clock } from "../../base/Clock.ts";
import type { Commit, RunStore, UnfinishedRun } from "../../engine/ports/RunStore.ts";
import type { RunEvent } from "../../engine/RunEvent.ts";

/** Ends a run on disk that no engine holds, with the runs it waits for. Nothing of it is executed. Resolves with the revoked ids. */
export async function revokeDeadRun(
  runId: string,
  { store, clock }: { store: RunStore; clock: Clock },
): Promise<string[]> {
  const unfinished = store.loadUnfinishedRuns();
  const wanted = new Set([runId]);
  // Children come after their parents, because ids grow with time.
  for (const { record } of unfinished) {
    const { triggeredBy } = record;
    if (triggeredBy.kind === "RUN" && triggeredBy.awaited && wanted.has(triggeredBy.runId)) wanted.add(record.id);
  }
  const runs = unfinished.filter(({ record }) => wanted.has(record.id));
  await store.commit(runs.flatMap((run) => revocation(run, clock.now())));
  return runs.map(({ record }) => record.id);
}

function revocation({ record, steps, events }: UnfinishedRun, at: number): Commit[] {
  const base = { at, runId: record.id };
  const ended = new Set(events.flatMap((event) => (event.type === "step.finished" ? [event.stepRunId] : [])));
  const attempts = new Map<string, number>();
  for (const event of events) if (event.type === "step.started") attempts.set(event.stepRunId, event.attempt);
  const isWarning = events.some((event) => event.type === "step.finished" && event.warning);
  const open = steps.filter((step) => !ended.has(step.id));
  const commits: RunEvent[] = [
    { ...base, type: "run.revoking" },
    ...open.map(({ id, name }): RunEvent => {
      const attempt = attempts.get(id) ?? 0;
      return { ...base, type: "step.finished", stepRunId: id, step: name, state: "REVOKED", attempt, warning: false };
    }),
    { ...base, type: "run.finished", state: "REVOKED", warning: isWarning },
  ];
  return commits.map((event) => ({ event }) as Commit);
}
