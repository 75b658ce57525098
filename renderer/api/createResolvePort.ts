import type { ApiClient } from "../../core/client/ApiClient.ts";
import type { Resolution, ResolvePort } from "../state/ports/ResolvePort.ts";

/** Expressions of one application's draft, resolved over the API. */
export function createResolvePort(client: ApiClient, name: string): ResolvePort {
  return {
    async resolve({ step, run }, value, { functions } = { functions: false }) {
      const params = { name, step_id: step };
      const body = { value, ...(run === undefined ? {} : { run_id: run }), ...(functions ? { functions } : {}) };
      return (await client.call("resolveValue", { params, body })) as Resolution;
    },
    listOptions: (step, parameter) =>
      client.call("listOptions", { params: { name, step_id: step }, body: { parameter } }),
    listPaths: ({ step, run }) =>
      client.call("listDataPaths", {
        params: { name, step_id: step },
        query: run === undefined ? {} : { run_id: run },
      }),
  };
}
