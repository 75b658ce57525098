import type { JsonObject } from "../../core/base/json.ts";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import { readConfiguration } from "../../core/model/readConfiguration.ts";
import type { ConfigurationContent, ConfigurationPort } from "../state/ports/ConfigurationPort.ts";

/** Configurations over the API; the host never sends an encrypted value. */
export function createConfigurationPort(client: ApiClient): ConfigurationPort {
  return {
    async read(name) {
      try {
        return await toContent(await client.send("getConfiguration", { params: { name } }));
      } catch (error) {
        if (isSluiceError(error, "not_found")) return undefined;
        throw error;
      }
    },
    async set({ name, etag }, { name: variable, value }) {
      const body = { variables: [{ name: variable, value }] };
      const headers = { "if-match": etag };
      return toContent(await client.send("changeConfiguration", { params: { name }, headers, body }));
    },
    async rename({ name, etag }, { from, to }) {
      const body = { variables: [{ name: from, rename_to: to }] };
      const headers = { "if-match": etag };
      return toContent(await client.send("changeConfiguration", { params: { name }, headers, body }));
    },
    test: (name, signal) =>
      client.call("testConnection", { params: { name }, ...(signal === undefined ? {} : { signal }) }),
  };
}

/** A configuration as the host answers it. */
export async function toContent(response: Response): Promise<ConfigurationContent> {
  const document = (await response.json()) as JsonObject;
  const { name, connection, variables } = readConfiguration(document);
  return {
    name,
    connection,
    etag: response.headers.get("etag") ?? "*",
    variables: variables.map((variable) => {
      const isSet = variable.value !== undefined && variable.value !== null;
      const value = variable.encrypted || !isSet ? undefined : variable.value;
      return { name: variable.name, encrypted: variable.encrypted, isSet, value };
    }),
  };
}
