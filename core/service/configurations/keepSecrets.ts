import { masked } from "../../base/createMasker.ts";
import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { toBoolean } from "../../model/baseValues.ts";
import { listEntries, replace } from "./sealConfiguration.ts";

/**
 * A configuration that a person read with masked values and sends back: where an encrypted value is the mask, or is left
 * out, the present one stays. Throws `wrong_use` for a mask where no value is to keep.
 */
export function keepSecrets(document: JsonObject, present: JsonObject | undefined): JsonObject {
  const kept = new Map(listEntries(present).flatMap((entry) => keptValue(entry)));
  const data = ownValue(document, "configuration_data");
  if (!Array.isArray(data)) return document;
  const keep = (entry: JsonValue): JsonValue => {
    if (!isJsonObject(entry)) return entry;
    const [name, value] = [ownValue(entry, "name"), ownValue(entry, "value")];
    const isMask = value === masked;
    if (typeof name !== "string" || !(isMask || value === undefined)) return entry;
    const old = isEncrypted(entry) ? kept.get(name) : undefined;
    if (old !== undefined) return replace(entry, "value", old);
    if (!isMask) return entry;
    throw new SluiceError(
      "wrong_use",
      `The variable ${JSON.stringify(name)} has the mask of a secret as its value, and there is none to keep. Give it a value.`,
      { details: { variable: name } },
    );
  };
  return replace(document, "configuration_data", data.map(keep));
}

/** Whether an entry of a configuration is marked encrypted. */
export function isEncrypted(entry: JsonObject): boolean {
  return toBoolean(ownValue(entry, "encrypted")) === true;
}

function keptValue(entry: JsonObject): [string, JsonValue][] {
  const [name, value] = [ownValue(entry, "name"), ownValue(entry, "value")];
  return isEncrypted(entry) && typeof name === "string" && value !== undefined && value !== null ? [[name, value]] : [];
}
