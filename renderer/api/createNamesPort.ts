import { isJsonObject, type JsonObject, ownValue } from "../../core/base/json.ts";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import { toBoolean } from "../../core/model/baseValues.ts";
import type { NamesPort, VariableItem } from "../state/ports/NamesPort.ts";

/** The names that the host knows. */
export function createNamesPort(client: ApiClient): NamesPort {
  return {
    async listConfigurations() {
      const list = await client.call("listConfigurations");
      return list.map(({ name, friendly_name }) => ({ name, friendlyName: friendly_name }));
    },
    async listVariables(configuration) {
      try {
        const document = await client.call("getConfiguration", { params: { name: configuration } });
        return readVariables(document as JsonObject);
      } catch (error) {
        if (isSluiceError(error, "not_found")) return [];
        throw error;
      }
    },
    async listConnections() {
      const list = await client.call("listConnections");
      return list.map(({ name, kind, friendly_name }) => ({ name, kind, friendlyName: friendly_name }));
    },
    listApplications: async () => (await client.call("listApplications")).map(({ name }) => name),
    listQueues: async () => (await client.call("listQueues")).map(({ name }) => name),
  };
}

function readVariables(document: JsonObject): VariableItem[] {
  const data = ownValue(document, "configuration_data");
  return (Array.isArray(data) ? data : []).flatMap((entry) => {
    const name = isJsonObject(entry) ? ownValue(entry, "name") : undefined;
    if (!isJsonObject(entry) || typeof name !== "string") return [];
    return [{ name, encrypted: toBoolean(ownValue(entry, "encrypted")) ?? false }];
  });
}
