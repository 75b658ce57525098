import type { ApiClient } from "../../core/client/ApiClient.ts";
import { fromJsonNames } from "../../core/client/fromJsonNames.ts";
import type { StepManifest } from "../../core/model/StepManifest.ts";
import type { ConfigurationListPort } from "../state/ports/ConfigurationListPort.ts";
import { createConfigurationPort, toContent } from "./createConfigurationPort.ts";
import { findConnectionHelp } from "./findConnectionHelp.ts";

/** All configurations over the API. */
export function createConfigurationListPort(client: ApiClient): ConfigurationListPort {
  return {
    async list() {
      const list = await client.call("listConfigurations");
      return list.map(({ name, friendly_name, variables, updated_at }) => ({
        name,
        friendlyName: friendly_name,
        variables,
        updatedAt: Date.parse(updated_at),
      }));
    },
    read: createConfigurationPort(client).read,
    async create(name) {
      await client.call("saveConfiguration", { body: { name, configuration_data: [] } });
    },
    async change({ name, etag }, change) {
      const variable =
        "remove" in change || change.encrypted === undefined
          ? change
          : { name: change.name, value: change.value, encrypted: change.encrypted };
      const body = { variables: [variable] } as { variables: { name: string; value: unknown }[] };
      return toContent(
        await client.send("changeConfiguration", { params: { name }, headers: { "if-match": etag }, body }),
      );
    },
    listKinds: () => client.call("listConnectionKinds"),
    async helpOf(kind) {
      const list = await client.call("listSteps");
      return findConnectionHelp(
        list.flatMap(({ manifest }) => (manifest === null ? [] : [fromJsonNames(manifest) as unknown as StepManifest])),
        kind,
      );
    },
    async listConnections(kind) {
      const list = await client.call("listConnections");
      return list.flatMap((one) => (one.kind === kind ? [one.name] : []));
    },
    async setKind({ name, etag }, kind) {
      const body = { connection: kind ?? null };
      return toContent(
        await client.send("changeConfiguration", { params: { name }, headers: { "if-match": etag }, body }),
      );
    },
    test: (name, signal) =>
      client.call("testConnection", { params: { name }, ...(signal === undefined ? {} : { signal }) }),
    async readSignIn(name) {
      const { state, message } = await client.call("getSignIn", { params: { name } });
      return { state, message };
    },
    startSignIn: async (name) => (await client.call("startSignIn", { params: { name } })).address,
    async cancelSignIn(name) {
      await client.call("cancelSignIn", { params: { name } });
    },
    async uses(name) {
      const list = await client.call("findUses", { query: { kind: "configuration", name } });
      return list.map(({ by, name: user, step }) => ({ by, name: user, step }));
    },
    async remove(name) {
      await client.call("deleteConfiguration", { params: { name } });
    },
  };
}
