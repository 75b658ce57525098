import { isJsonObject, type JsonObject, type JsonValue, ownValue, setOwn } from "../../base/json.ts";
import { toBoolean } from "../../model/baseValues.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import type { Vault } from "../ports/Vault.ts";
import { toPlainText } from "./secretValue.ts";
import { variableContext } from "./variableContext.ts";

export interface SealedConfiguration {
  /** With ciphertext, or null, wherever `encrypted` is true. Its `name` is the identity. */
  document: ConfigurationDocument;
  /** Variables whose ciphertext was made with another key, to be asked for. */
  unset: string[];
}

/**
 * Makes a configuration fit to be stored: encrypts plain text, keeps ciphertext of this key, unsets that of another one (semantics, section 1).
 * `present`: the one that is stored so far; what it holds of another key stays where it is, as that key may come back.
 */
export function sealConfiguration(
  document: ConfigurationDocument,
  { name, vault, present }: { name: string; vault: Vault; present?: ConfigurationDocument | undefined },
): SealedConfiguration {
  const unset: string[] = [];
  const stored = new Map(listEntries(present).map((entry) => [ownValue(entry, "name"), ownValue(entry, "value")]));
  const sealEntry = (entry: JsonValue): JsonValue => {
    const variable = isJsonObject(entry) ? ownValue(entry, "name") : undefined;
    if (!isJsonObject(entry) || typeof variable !== "string") return entry;
    const value = ownValue(entry, "value");
    if (toBoolean(ownValue(entry, "encrypted")) !== true || value === undefined || value === null) return entry;
    const context = variableContext(name, variable);
    const kind = typeof value === "string" ? vault.inspect(value, context) : "plain";
    if (kind === "ours") return entry;
    if (kind === "foreign") unset.push(variable);
    if (kind === "foreign" && stored.get(variable) === value) return entry;
    return replace(entry, "value", kind === "foreign" ? null : vault.encrypt(toPlainText(value), context));
  };
  const named = ownValue(document, "name") === name ? document : { name, ...replace(document, "name", name) };
  const data = ownValue(named, "configuration_data");
  return { document: Array.isArray(data) ? replace(named, "configuration_data", data.map(sealEntry)) : named, unset };
}

/** The entries of the variables. */
export function listEntries(document: JsonObject | undefined): JsonObject[] {
  const data = document === undefined ? undefined : ownValue(document, "configuration_data");
  return Array.isArray(data) ? data.filter(isJsonObject) : [];
}

/** The value of an entry whose ciphertext opens in one place, so that it opens in another one. What this key does not open stays. */
export function moveSecret(
  entry: JsonObject,
  { from, to, vault }: { from: string; to: string; vault: Vault },
): JsonObject {
  const value = ownValue(entry, "value");
  if (from === to || typeof value !== "string" || vault.inspect(value, from) !== "ours") return entry;
  return replace(entry, "value", vault.encrypt(vault.decrypt(value, from), to));
}

/** A copy with one value changed; a key that was there keeps its place. */
export function replace(object: JsonObject, key: string, value: JsonValue): JsonObject {
  const copy: JsonObject = {};
  for (const [name, old] of Object.entries(object)) setOwn(copy, name, name === key ? value : old);
  if (!Object.hasOwn(copy, key)) setOwn(copy, key, value);
  return copy;
}
