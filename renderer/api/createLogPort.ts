import type { ApiClient } from "../../core/client/ApiClient.ts";
import { logLevels } from "../../core/model/RunRecord.ts";
import type { LogPort } from "../state/ports/LogPort.ts";
import type { HostFeed } from "./createHostFeed.ts";

/** The log of runs, over the API. */
export function createLogPort(client: ApiClient, feed: HostFeed): LogPort {
  return {
    async read({ run, step, level, text }, { after, limit }) {
      const query = {
        level,
        after,
        limit,
        ...(step === undefined ? {} : { step }),
        ...(text === undefined || text === "" ? {} : { text }),
      };
      const { lines } = await client.call("listLogLines", { params: { run_id: run }, query });
      return lines.map((line) => ({
        seq: line.seq,
        time: Date.parse(line.date),
        runId: run,
        stepRunId: undefined,
        step: line.step ?? undefined,
        attempt: line.attempt ?? undefined,
        level: toLevel(line.level),
        module: line.module,
        message: line.message,
      }));
    },
    onNews(run, listener) {
      const unsubscribe = feed.subscribe((event) => {
        if (event.type === "documents.missed" || ("run_id" in event && event.run_id === run)) listener();
      });
      const unsubscribeState = feed.onState((state) => state === "open" && listener());
      return () => {
        unsubscribe();
        unsubscribeState();
      };
    },
  };
}

function toLevel(name: string): number {
  return Object.hasOwn(logLevels, name) ? logLevels[name as keyof typeof logLevels] : logLevels.info;
}
