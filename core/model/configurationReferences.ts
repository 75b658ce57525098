import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "../base/json.ts";
import type { ConfigurationDocument } from "./ConfigurationDocument.ts";
import { readConfiguration } from "./readConfiguration.ts";

/** A `$SECRET(name)` or `$ENV(NAME)` in a value of a configuration. */
export interface ConfigurationReference {
  kind: "secret" | "env";
  name: string;
  /** As written. */
  token: string;
}

const pattern = /(\$?)\$(SECRET|ENV)\(([^()]*)\)/g;

/** The references in the texts of a value, at any depth. `$$SECRET(x)` is literal text. */
export function listReferences(value: JsonValue): ConfigurationReference[] {
  if (typeof value === "string") {
    return [...value.matchAll(pattern)].filter(([, mark]) => mark === "").map(toReference);
  }
  if (Array.isArray(value)) return value.flatMap(listReferences);
  return isJsonObject(value) ? Object.values(value).flatMap(listReferences) : [];
}

/** The value with every reference replaced; what is put in is not scanned again. */
export function resolveReferences(value: JsonValue, resolve: (reference: ConfigurationReference) => string): JsonValue {
  if (typeof value === "string") {
    return value.replace(pattern, (...match: string[]) =>
      match[1] === "" ? resolve(toReference(match)) : (match[0] ?? "").slice(1),
    );
  }
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, resolve));
  if (!isJsonObject(value)) return value;
  const result: JsonObject = {};
  for (const [key, item] of Object.entries(value)) setOwn(result, key, resolveReferences(item, resolve));
  return result;
}

/** The references of a configuration with the variables that hold them. An encrypted value is taken as it is and holds none. */
export function listConfigurationReferences(
  document: ConfigurationDocument,
): (ConfigurationReference & { variable: string })[] {
  return readConfiguration(document).variables.flatMap(({ name: variable, value, encrypted }) =>
    encrypted || value === undefined ? [] : listReferences(value).map((reference) => ({ ...reference, variable })),
  );
}

function toReference([token = "", , kind, name = ""]: readonly string[]): ConfigurationReference {
  return { kind: kind === "SECRET" ? "secret" : "env", name, token };
}
