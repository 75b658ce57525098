import type { JsonObject } from "../../../core/base/json.ts";
import type { Connection } from "../../../core/model/Connection.ts";
import type { BaseStep } from "../../../core/sdk/BaseStep.ts";
import MongoDBFind from "../../../core/steps/mongodb/steps/MongoDBFind.ts";
import MongoDBInsert from "../../../core/steps/mongodb/steps/MongoDBInsert.ts";
import { runStep, type StepRunOptions } from "../../support/runStep.ts";

/** Runs steps on collections whose names begin with a text of their own. `find` and `insert` throw what went wrong. */
export function createMongoRunner(connection: Omit<Connection, "name">) {
  const prefix = `sluice_${process.pid}_${Date.now()}_`;
  const run = (StepClass: new () => BaseStep, params: JsonObject, more: StepRunOptions = {}) =>
    runStep(StepClass, {
      connections: { db: connection },
      ...more,
      params: { connection: "db", ...params, collection: `${prefix}${params.collection}` },
    });
  const orThrow = async (ended: ReturnType<typeof run>): Promise<unknown> => {
    const { data, error } = await ended;
    if (error !== undefined) throw error;
    return data;
  };
  return {
    prefix,
    run,
    find: (collection: string, params: JsonObject = {}) => orThrow(run(MongoDBFind, { collection, ...params })),
    insert: (collection: string, input: unknown[]) => orThrow(run(MongoDBInsert, { collection }, { input })),
  };
}
