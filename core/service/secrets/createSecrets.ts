import { createMasker } from "../../base/createMasker.ts";
import type { JsonValue } from "../../base/json.ts";
import { setOwn } from "../../base/json.ts";
import type { RunSecrets, Secrets } from "../../engine/ports/EnginePorts.ts";
import type { RunPlan } from "../../engine/ports/RunStore.ts";
import { listReferences, resolveReferences } from "../../model/configurationReferences.ts";
import { readConfiguration } from "../../model/readConfiguration.ts";
import { fromPlainText, secretTexts } from "../configurations/secretValue.ts";
import { variableContext } from "../configurations/variableContext.ts";
import type { Vault } from "../ports/Vault.ts";
import { referenceContext } from "./referenceContext.ts";

const inheritedContext = JSON.stringify(["inherited secret"]);

/** Opens the configuration and the data key of runs through the vault. */
export function createSecrets({ vault }: { vault: Vault }): Secrets {
  return {
    open(plan): RunSecrets {
      const { values, secrets } = openConfiguration(plan, vault);
      const inherited = plan.inheritedSecrets.map((cipher) => vault.decrypt(cipher, inheritedContext));
      return {
        configuration: values,
        dataKey: vault.unwrapDataKey(plan.wrappedDataKey),
        mask: createMasker([...secrets, ...inherited]),
      };
    },
  };
}

/** The secrets a run hands on to the runs it triggers or that take over its data, as ciphertext: they are masked there too (semantics, section 7). */
export function inheritSecrets(plan: RunPlan, vault: Vault): string[] {
  const { secrets } = openConfiguration(plan, vault);
  return [...plan.inheritedSecrets, ...secrets.map((secret) => vault.encrypt(secret, inheritedContext))];
}

/** Encrypted variables without a value, and references that did not resolve, are left out: whoever names one hears that it does not resolve. */
function openConfiguration(plan: RunPlan, vault: Vault): { values: Record<string, JsonValue>; secrets: string[] } {
  const values: Record<string, JsonValue> = {};
  const secrets = new Set<string>();
  if (plan.configuration === undefined) return { values, secrets: [] };
  const { name, variables } = readConfiguration(plan.configuration);
  const opened = new Map(
    Object.entries(plan.references ?? {}).map(([token, cipher]) => [
      token,
      vault.decrypt(cipher, referenceContext(token)),
    ]),
  );
  for (const text of opened.values()) secrets.add(text);
  for (const variable of variables) {
    if (variable.value === undefined) continue;
    if (!variable.encrypted) {
      if (!listReferences(variable.value).every(({ token }) => opened.has(token))) continue;
      setOwn(
        values,
        variable.name,
        resolveReferences(variable.value, ({ token }) => opened.get(token) ?? ""),
      );
    } else if (typeof variable.value === "string") {
      const value = fromPlainText(vault.decrypt(variable.value, variableContext(name, variable.name)));
      setOwn(values, variable.name, value);
      for (const text of secretTexts(value)) secrets.add(text);
    }
  }
  return { values, secrets: [...secrets] };
}
