import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { readText } from "../../model/readApplication.ts";
import { readTunnel } from "../../model/readTunnel.ts";
import type { ManifestLookup } from "../../model/StepManifest.ts";
import { moveSecret, replace } from "../configurations/sealConfiguration.ts";
import { variableContext } from "../configurations/variableContext.ts";
import type { Vault } from "../ports/Vault.ts";
import { readSteps } from "../uses/readSteps.ts";

/** The new name of a document of a bundle, by its old one; the old one when it keeps it. */
export interface NewNames {
  application(name: string): string;
  configuration(name: string): string;
}

/**
 * An application under its new name, that names renamed others of its bundle by their new names: the configuration it is
 * aligned with, the connections its steps name, and what they trigger. Names inside `${...}` and code stay.
 */
export function renameApplication(
  document: JsonObject,
  { name, names, manifests }: { name: string; names: NewNames; manifests: ManifestLookup },
): JsonObject {
  const renamed =
    ownValue(document, "name") === undefined ? document : replace(document, "name", names.application(name));
  const configuration = readText(renamed, "configuration");
  const aligned =
    configuration === undefined ? renamed : replaceIfNew(renamed, "configuration", names.configuration(configuration));
  const steps = ownValue(aligned, "steps");
  if (!Array.isArray(steps)) return aligned;
  const views = readSteps(aligned, manifests);
  const entries = steps.map((entry, index): JsonValue => {
    const parameters = views[index]?.parameters ?? [];
    if (!isJsonObject(entry)) return entry;
    const triggers = parameters.some(({ kind }) => kind === "application");
    return parameters.reduce((changed, { name: key, kind, value }) => {
      if (typeof value !== "string") return changed;
      if (kind === "application") return replaceIfNew(changed, key, names.application(value));
      const isName = kind === "connection" || (triggers && key === "configuration");
      return isName ? replaceIfNew(changed, key, names.configuration(value)) : changed;
    }, entry);
  });
  return replace(aligned, "steps", entries);
}

/** A connection that names the one its way leads through by its new name. */
export function renameTunnel(document: JsonObject, names: NewNames): JsonObject {
  const tunnel = readTunnel(document);
  const data = ownValue(document, "configuration_data");
  if (tunnel === undefined || !Array.isArray(data)) return document;
  const name = names.configuration(tunnel.connection);
  const entry = data[tunnel.index];
  if (name === tunnel.connection || !isJsonObject(entry)) return document;
  return replace(document, "configuration_data", data.with(tunnel.index, replace(entry, "value", name)));
}

/** A configuration under its new name. Its ciphertexts open only under the old one, so those of our key are made anew. */
export function renameConfiguration(
  document: JsonObject,
  { from, to, vault }: { from: string; to: string; vault: Vault },
): JsonObject {
  const renamed = replace(document, "name", to);
  const data = ownValue(renamed, "configuration_data");
  if (!Array.isArray(data)) return renamed;
  const reseal = (entry: JsonValue): JsonValue => {
    const variable = isJsonObject(entry) ? ownValue(entry, "name") : undefined;
    if (!isJsonObject(entry) || typeof variable !== "string") return entry;
    return moveSecret(entry, { from: variableContext(from, variable), to: variableContext(to, variable), vault });
  };
  return replace(renamed, "configuration_data", data.map(reseal));
}

function replaceIfNew(object: JsonObject, key: string, value: JsonValue): JsonObject {
  return ownValue(object, key) === value ? object : replace(object, key, value);
}
