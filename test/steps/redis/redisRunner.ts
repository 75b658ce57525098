import type { JsonObject } from "../../../core/base/json.ts";
import type { Connection } from "../../../core/model/Connection.ts";
import type { BaseStep } from "../../../core/sdk/BaseStep.ts";
import RedisGet from "../../../core/steps/redis/steps/RedisGet.ts";
import { runStep, type StepRunOptions } from "../../support/runStep.ts";

/** Runs steps on one server. `read` gives what a key holds, and throws what went wrong. */
export function createRedisRunner(connection: Omit<Connection, "name">) {
  const run = (StepClass: new () => BaseStep, params: JsonObject, more: StepRunOptions = {}) =>
    runStep(StepClass, { connections: { db: connection }, ...more, params: { connection: "db", ...params } });
  const read = async (key: string, as = "text"): Promise<unknown> => {
    const { data, error } = await run(RedisGet, { keys: [key], as });
    if (error !== undefined) throw error;
    return data;
  };
  return { run, read };
}
