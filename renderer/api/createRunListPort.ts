import type { ApiClient } from "../../core/client/ApiClient.ts";
import { fromJsonNames } from "../../core/client/fromJsonNames.ts";
import type { RunRecord } from "../../core/model/RunRecord.ts";
import type { RunListPort } from "../state/ports/RunListPort.ts";
import type { HostFeed } from "./createHostFeed.ts";

const changes = new Set(["run.accepted", "run.started", "run.finished"]);

/** The runs of all applications over the API. */
export function createRunListPort(client: ApiClient, feed: HostFeed): RunListPort {
  return {
    async page({ state, triggeredBy, text, kept, from }, { before, limit }) {
      const answer = await client.call("listRuns", {
        query: {
          limit,
          ...(before === undefined ? {} : { before }),
          ...(state === undefined ? {} : { state }),
          ...(triggeredBy === undefined ? {} : { triggered_by: triggeredBy }),
          ...(text === undefined || text === "" ? {} : { text }),
          ...(kept ? { kept: "true" } : {}),
          ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
        },
      });
      return {
        runs: answer.runs.map((run) => fromJsonNames<RunRecord>(run as never)),
        next: answer.next ?? undefined,
      };
    },
    replay: async (run) => (await client.call("replayTask", { params: { task_id: run } })).id,
    async revoke(run) {
      await client.call("revokeTask", { params: { task_id: run } });
    },
    async keep(run, kept) {
      await client.call(kept ? "keepRun" : "releaseRun", { params: { run_id: run } });
    },
    async start(application, how = "run") {
      const body = how === "debug" ? { log_level: how } : {};
      return (await client.call("runApplicationByName", { params: { name: application }, body })).id;
    },
    onChange: (listener) => feed.subscribe((event) => changes.has(event.type) && listener()),
  };
}
