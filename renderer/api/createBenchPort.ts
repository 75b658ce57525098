import type { JsonValue } from "../../core/base/json.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import { fromJsonNames } from "../../core/client/fromJsonNames.ts";
import type { StepRunRecord } from "../../core/model/RunRecord.ts";
import type { BenchPort } from "../state/ports/BenchPort.ts";
import type { HostFeed } from "./createHostFeed.ts";

/** More lines than these are not read. */
const mostLines = 500;

/** Step classes that run alone, over the API. */
export function createBenchPort(client: ApiClient, feed: Pick<HostFeed, "subscribe">): BenchPort {
  return {
    async start({ file, syncpack, parameters, input }) {
      const { id } = await client.call("startStepRun", {
        body: {
          file,
          params: parameters,
          ...(syncpack === undefined ? {} : { syncpack }),
          ...(input === undefined ? {} : { input }),
        },
      });
      return id;
    },
    async result(run) {
      await ended(run);
      const params = { run_id: run };
      const [json] = await client.call("listStepRuns", { params });
      if (json === undefined) throw new Error(`The run ${run} has no step.`);
      const step = fromJsonNames<StepRunRecord>(json as never);
      const place = { ...params, step: step.id };
      const [output, { lines }] = await Promise.all([
        step.data === undefined ? undefined : client.call("getStepOutput", { params: place }),
        client.call("listLogLines", { params, query: { limit: mostLines } }),
      ]);
      const { state, warning, startedAt, finishedAt, error } = step;
      return {
        state,
        warning,
        took: startedAt === undefined || finishedAt === undefined ? undefined : finishedAt - startedAt,
        error,
        data: output?.data as JsonValue | undefined,
        log: lines.map(({ level, message }) => ({ level, message })),
      };
    },
    async stop(run) {
      await client.call("revokeTask", { params: { task_id: run } });
    },
  };

  /** An event may have come before anyone listened, or get lost with the connection: then the run itself tells. */
  function ended(run: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = async (): Promise<void> => {
        const { finished_at } = await client.call("getRun", { params: { run_id: run } });
        if (finished_at != null) done();
      };
      const done = (): void => {
        stop();
        resolve();
      };
      const fail = (error: unknown): void => {
        stop();
        reject(error);
      };
      const stop = feed.subscribe((event) => {
        if (event.type === "run.finished" && event.run_id === run) done();
        else if (event.type === "documents.missed") look().catch(fail);
      });
      look().catch(fail);
    });
  }
}
