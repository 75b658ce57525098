import type { Clock } from "../../base/Clock.ts";
import { isJsonObject, type JsonValue, ownValue, stringifyJson } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import type { ConfigurationRepository } from "../../service/ports/repositories.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";
import { isPresent } from "../trash/isPresent.ts";
import { isCiphertext } from "../vault/createVault.ts";

/** Configurations with their earlier revisions; encrypted values only as ciphertext. */
export function createConfigurationRepository({
  connection,
  writer,
  clock,
}: {
  connection: Connection;
  writer: StoreWriter;
  clock: Clock;
}): ConfigurationRepository {
  const sql = (text: string) => lazyStatement(connection, text);
  const present =
    "configurations c JOIN configuration_revisions r ON r.configuration = c.n AND r.revision = c.revision";
  const summaries = sql(`SELECT c.name, r.friendly_name AS friendlyName, r.variables, r.created_at AS updatedAt
    FROM ${present} WHERE ${isPresent("c.name")} ORDER BY c.name`);
  const one = sql(`SELECT r.document FROM ${present} WHERE c.name = ?`);
  return {
    list: () => summaries().all() as ReturnType<ConfigurationRepository["list"]>,
    find(name) {
      const row = one().get(name) as { document: string } | undefined;
      return row && JSON.parse(row.document);
    },
    async save(document) {
      const name = textOf(document, "name");
      if (name === "") throw new SluiceError("internal", "A configuration without a name cannot be stored");
      const variables = variablesOf(document);
      for (const variable of variables) assertEncrypted(variable, name);
      const friendlyName = textOf(document, "friendly_name");
      await writer.write([
        ["configuration.save", name],
        ["configurationRevision.insert", name, stringifyJson(document), friendlyName, variables.length, clock.now()],
      ]);
    },
    async delete(name, { id, deletedBy }) {
      const { changes } = await writer.write([
        ["configuration.trash", name, id],
        ["trash.insert", id, "configuration", name, clock.now(), deletedBy],
      ]);
      return changes[0] === 1;
    },
  };
}

function variablesOf(document: ConfigurationDocument): JsonValue[] {
  const data = ownValue(document, "configuration_data");
  return Array.isArray(data) ? data : [];
}

function assertEncrypted(variable: JsonValue, configuration: string): void {
  if (!isJsonObject(variable) || !isTrue(ownValue(variable, "encrypted"))) return;
  const value = ownValue(variable, "value") ?? null;
  if (value === null || (typeof value === "string" && isCiphertext(value))) return;
  const name = textOf(variable, "name");
  throw new SluiceError("internal", `The encrypted variable ${name} of ${configuration} came as plain text`, {
    details: { configuration, variable: name },
  });
}

function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === "true" || value === "True";
}

function textOf(object: ConfigurationDocument, key: string): string {
  const text = ownValue(object, key);
  return typeof text === "string" ? text : "";
}
