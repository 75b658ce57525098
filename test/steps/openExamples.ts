import { readFileSync } from "node:fs";
import type { JsonObject } from "../../core/base/json.ts";
import type { OwnerHost } from "../../core/host.ts";
import type { Connection } from "../../core/model/Connection.ts";
import { logLevels } from "../../core/model/RunRecord.ts";
import { openStepHost } from "./openStepHost.ts";
import { examplesFolder } from "./packs.ts";

/** A host in which examples run that need a connection. */
export interface Examples {
  host: OwnerHost;
  addConnection(name: string, connection: Omit<Connection, "name">): Promise<void>;
  /** Runs an example and gives what its last step saved. */
  run(name: string, parameters?: JsonObject): Promise<object>;
  close(): Promise<void>;
}

const secrets = new Set(["password", "private_key"]);

/** What `run` gives when nothing went wrong, beside the data. */
export const fine = { state: "SUCCESS", warnings: [], errors: [] };

export async function openExamples(): Promise<Examples> {
  const { host, close } = await openStepHost();
  return {
    host,
    close,
    async addConnection(name, { kind, settings }) {
      const data = Object.entries(settings).map(([variable, value]) => ({
        name: variable,
        value,
        encrypted: secrets.has(variable),
      }));
      const document = { name, connection: kind, configuration_data: data };
      await host.services.configurations.import(JSON.stringify(document), { fileName: "c.json", overwrite: true });
    },
    async run(name, parameters = {}) {
      const path = `${examplesFolder}${name}.json`;
      const { run, warnings } = await host.runs.start({
        ...host.services.applications.parse(readFileSync(path, "utf8"), path),
        parameters,
        logLevel: logLevels.flow,
        triggeredBy: { kind: "USER" },
      });
      await host.runs.finished(run.id);
      const { state, steps } = host.services.queries.result(run.id);
      const errors = steps.flatMap(({ error }) => (error ? [error.message] : []));
      return { state, warnings, errors, data: steps.at(-1)?.data };
    },
  };
}
