import { type JsonValue, setOwn } from "../../base/json.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import { listReferences, resolveReferences } from "../../model/configurationReferences.ts";
import { readConfiguration } from "../../model/readConfiguration.ts";
import { fromPlainText, secretTexts } from "../configurations/secretValue.ts";
import { variableContext } from "../configurations/variableContext.ts";
import type { Vault } from "../ports/Vault.ts";
import { referenceContext } from "./referenceContext.ts";

/** What references stand for, by the reference as written. Throws `key_missing`. */
export function openReferences(sealed: Record<string, string> | undefined, vault: Vault): Map<string, string> {
  const entries = Object.entries(sealed ?? {});
  return new Map(entries.map(([token, cipher]) => [token, vault.decrypt(cipher, referenceContext(token))]));
}

/**
 * The values of a configuration, decrypted, and the texts that give its secrets away. Encrypted variables without a value, and
 * those with references that did not resolve, are left out: whoever names one hears that it does not resolve. Throws `key_missing`.
 */
export function openVariables(
  document: ConfigurationDocument,
  { references, vault }: { references: ReadonlyMap<string, string>; vault: Vault },
): { values: Record<string, JsonValue>; secrets: string[] } {
  const values: Record<string, JsonValue> = {};
  const secrets = new Set(references.values());
  const { name, variables } = readConfiguration(document);
  for (const variable of variables) {
    if (variable.value === undefined) continue;
    if (!variable.encrypted) {
      if (!listReferences(variable.value).every(({ token }) => references.has(token))) continue;
      const value = resolveReferences(variable.value, ({ token }) => references.get(token) ?? "");
      setOwn(values, variable.name, value);
    } else if (typeof variable.value === "string") {
      const value = fromPlainText(vault.decrypt(variable.value, variableContext(name, variable.name)));
      setOwn(values, variable.name, value);
      for (const text of secretTexts(value)) secrets.add(text);
    }
  }
  return { values, secrets: [...secrets] };
}
