import { isJsonObject, ownValue } from "../base/json.ts";
import { toBoolean } from "./baseValues.ts";
import type { ConfigurationDocument, ConfigurationVariable, ConfigurationView } from "./ConfigurationDocument.ts";
import { readText } from "./readApplication.ts";

/**
 * The tolerant view of a configuration. Never throws: an entry without a name is left out, of two of one name the
 * first counts. The empty name is one, for `${config.}`. Values are as written; those of encrypted variables are not decrypted here.
 */
export function readConfiguration(document: ConfigurationDocument): ConfigurationView {
  const list = ownValue(document, "configuration_data");
  const variables = new Map<string, ConfigurationVariable>();
  for (const entry of Array.isArray(list) ? list : []) {
    const name = isJsonObject(entry) ? ownValue(entry, "name") : undefined;
    if (!isJsonObject(entry) || typeof name !== "string" || variables.has(name)) continue;
    const encrypted = toBoolean(ownValue(entry, "encrypted")) ?? false;
    variables.set(name, { name, value: ownValue(entry, "value"), encrypted });
  }
  const connection = readText(document, "connection");
  return {
    name: readText(document, "name") ?? "",
    friendlyName: readText(document, "friendly_name") ?? "",
    ...(connection === undefined ? {} : { connection }),
    variables: [...variables.values()],
  };
}
