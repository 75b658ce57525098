import { SluiceError } from "../../base/SluiceError.ts";
import type { ApiClient } from "../../client/ApiClient.ts";
import { fromJsonNames } from "../../client/fromJsonNames.ts";
import type { Operations } from "../../client/Operations.ts";
import type { RunRecord, RunState, TriggeredBy } from "../../model/RunRecord.ts";
import { toIsoTime } from "../../service/runs/toRunResult.ts";
import { parseCount } from "../options.ts";
import { formatDuration, formatTime } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { stateStyle } from "../output/stateStyle.ts";
import { printTable } from "../output/table.ts";
import { type ClientWish, withReadingClient } from "../withClient.ts";

export interface RunsOptions extends ClientWish {
  state?: string;
  app?: string;
  limit: string;
}

const states: readonly RunState[] = ["PENDING", "STARTED", "SUCCESS", "FAILURE", "REVOKED"];

/** `sluice runs` */
export function runsCommand(options: RunsOptions): Promise<number> {
  const output = createOutput(options);
  const filter = toFilter(options);
  return withReadingClient(options, async (client) => {
    const runs = await listRuns(client, filter);
    if (output.isJson) {
      output.json(runs.map(toJson));
      return 0;
    }
    if (runs.length === 0) {
      output.note("There are no such runs.");
      return 0;
    }
    printTable(output, runs, [
      { title: "RUN", value: ({ id }) => id },
      { title: "APPLICATION", value: ({ appName }) => appName, paint: (_row, cell) => output.style("bold", cell) },
      {
        title: "STATE",
        value: ({ state, warning }) => `${stateStyle(state, warning).icon} ${state}`,
        paint: ({ state, warning }, cell) => stateStyle(state, warning).paint(output.style, cell),
      },
      { title: "ACCEPTED", value: ({ acceptedAt }) => formatTime(acceptedAt) },
      { title: "TIME", value: durationOf, isNumber: true },
      { title: "BY", value: ({ triggeredBy }) => describeTrigger(triggeredBy) },
    ]);
    return 0;
  });
}

/** `USER`, or the run and step that triggered it. */
export function describeTrigger(trigger: TriggeredBy): string {
  return trigger.kind === "RUN" ? `${trigger.runId}, step "${trigger.stepName}"` : trigger.kind;
}

function durationOf({ startedAt, finishedAt }: RunRecord): string {
  return startedAt === undefined || finishedAt === undefined ? "" : formatDuration(finishedAt - startedAt);
}

interface RunFilter extends Pick<Operations["listRuns"]["query"], "state" | "application"> {
  limit: number;
}

/** Most runs that a host gives at once. */
const pageSize = 1000;

async function listRuns(client: ApiClient, { limit, ...filter }: RunFilter): Promise<RunRecord[]> {
  const found: RunRecord[] = [];
  let before: string | undefined;
  do {
    const page = { limit: Math.min(limit - found.length, pageSize), ...(before === undefined ? {} : { before }) };
    const { runs, next } = await client.call("listRuns", { query: { ...filter, ...page } });
    found.push(...runs.map((run) => fromJsonNames<RunRecord>(run as never)));
    before = next ?? undefined;
  } while (before !== undefined && found.length < limit);
  return found;
}

function toFilter({ state, app, limit }: RunsOptions): RunFilter {
  const known = states.find((name) => name === state?.toUpperCase());
  if (state !== undefined && known === undefined) {
    throw new SluiceError("wrong_use", `There is no state "${state}". There are: ${states.join(", ")}.`);
  }
  return {
    limit: parseCount(limit, "--limit"),
    ...(known === undefined ? {} : { state: known }),
    ...(app === undefined ? {} : { application: app }),
  };
}

function toJson(run: RunRecord) {
  return {
    id: run.id,
    app_name: run.appName,
    state: run.state,
    warning: run.warning,
    queue: run.queue,
    configuration: run.configuration ?? null,
    triggered_by: run.triggeredBy,
    kept: run.kept,
    accepted_at: toIsoTime(run.acceptedAt),
    started_at: toIsoTime(run.startedAt),
    finished_at: toIsoTime(run.finishedAt),
  };
}
