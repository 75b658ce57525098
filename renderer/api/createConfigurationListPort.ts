import type { ApiClient } from "../../core/client/ApiClient.ts";
import { fromJsonNames } from "../../core/client/fromJsonNames.ts";
import type { Operations } from "../../core/client/Operations.ts";
import type { StepManifest } from "../../core/model/StepManifest.ts";
import type { ConfigurationListPort, ConfigurationUse, VariableChange } from "../state/ports/ConfigurationListPort.ts";
import { createConfigurationPort, toContent } from "./createConfigurationPort.ts";
import { findConnectionHelp } from "./findConnectionHelp.ts";

/** All configurations over the API. */
export function createConfigurationListPort(client: ApiClient): ConfigurationListPort {
  const one = createConfigurationPort(client);
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
    read: one.read,
    async create(name) {
      await client.call("saveConfiguration", { body: { name, configuration_data: [] } });
    },
    async change({ name, etag }, change) {
      const body = { variables: [toJson(change)] } as { variables: { name: string; value: unknown }[] };
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
    test: one.test,
    async readSignIn(name) {
      const { state, message } = await client.call("getSignIn", { params: { name } });
      return { state, message };
    },
    startSignIn: async (name) => (await client.call("startSignIn", { params: { name } })).address,
    async cancelSignIn(name) {
      await client.call("cancelSignIn", { params: { name } });
    },
    async uses(name) {
      return (await client.call("findUses", { query: { kind: "configuration", name } })).map(toUse);
    },
    async usesOfVariable(configuration, name) {
      return (await client.call("findUses", { query: { kind: "config_variable", configuration, name } })).map(toUse);
    },
    async remove(name) {
      await client.call("deleteConfiguration", { params: { name } });
    },
  };
}

function toJson(change: VariableChange): object {
  const { name } = change;
  if ("renameTo" in change) return { name, rename_to: change.renameTo };
  if ("remove" in change || change.encrypted === undefined) return change;
  return { name, value: change.value, encrypted: change.encrypted };
}

function toUse({ by, name, step }: Operations["findUses"]["answer"][number]): ConfigurationUse {
  return { by, name, step };
}
