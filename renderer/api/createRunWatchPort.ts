import type { ApiClient } from "../../core/client/ApiClient.ts";
import type { EventJson } from "../../core/client/followEvents.ts";
import { fromJsonNames } from "../../core/client/fromJsonNames.ts";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import type { RunRecord, StepRunRecord } from "../../core/model/RunRecord.ts";
import type { RunWatchPort, WatchedRun } from "../state/ports/RunWatchPort.ts";
import type { HostFeed } from "./createHostFeed.ts";
import { foldStepEvent } from "./foldStepEvent.ts";

/** Lines of one step that are kept; the log of the run pages through all. */
const mostLines = 500;

/** Runs by themselves, over the API. */
export function createRunWatchPort(client: ApiClient, feed: HostFeed): RunWatchPort {
  return {
    async newest(name) {
      const { runs } = await client.call("listRuns", { query: { application: name, limit: 1 } });
      return runs.map((run) => fromJsonNames<RunRecord>(run as never))[0];
    },
    watch(id, listener, onError) {
      let watched: WatchedRun | undefined;
      // Events come before the steps are read; all of them are told again from the first on.
      const early: RunEvent[] = [];
      const take = (event: RunEvent): void => {
        if (watched === undefined) early.push(event);
        else {
          watched = fold(watched, event);
          listener(watched);
        }
      };
      let isOver = false;
      const stop = feed.followRun(id, (json: EventJson) => take(fromJsonNames<RunEvent>(json as never)));
      const read = async (): Promise<void> => {
        const [run, steps] = await Promise.all([
          client.call("getRun", { params: { run_id: id } }),
          client.call("listStepRuns", { params: { run_id: id } }),
        ]);
        if (isOver) return;
        const records = steps.map((step) => fromJsonNames<StepRunRecord>(step as never));
        const first = {
          run: fromJsonNames<RunRecord>(run as never),
          steps: records.map((record) => ({ ...record, lines: [] })),
        };
        watched = early.reduce(fold, first);
        listener(watched);
      };
      read().catch((reason: Error) => isOver || onError(reason));
      return () => {
        isOver = true;
        stop();
      };
    },
  };
}

function fold({ run, steps }: WatchedRun, event: RunEvent): WatchedRun {
  if (event.type === "run.started") return { run: { ...run, state: "STARTED", startedAt: event.at }, steps };
  if (event.type === "run.finished") {
    const { state, warning, at } = event;
    return { run: { ...run, state, warning, finishedAt: at }, steps };
  }
  if (!("stepRunId" in event)) return { run, steps };
  const change = (step: WatchedRun["steps"][number]): WatchedRun["steps"][number] => {
    if (step.id !== event.stepRunId) return step;
    if (event.type !== "step.log") return { ...foldStepEvent(step, event), lines: step.lines };
    const { at: time, level, message } = event;
    return { ...step, lines: [...step.lines, { time, level, message }].slice(-mostLines) };
  };
  return { run, steps: steps.map(change) };
}
