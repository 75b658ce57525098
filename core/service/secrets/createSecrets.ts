import { createMasker, type Masker } from "../../base/createMasker.ts";
import type { JsonValue } from "../../base/json.ts";
import type { RunSecrets, Secrets } from "../../engine/ports/EnginePorts.ts";
import type { RunPlan } from "../../engine/ports/RunStore.ts";
import { isConnectionToken, openConnection, type RunConnection } from "../connections/sealedConnection.ts";
import type { TokenStore } from "../oauth/TokenStore.ts";
import type { Vault } from "../ports/Vault.ts";
import { openReferences, openVariables } from "./openVariables.ts";

const inheritedContext = JSON.stringify(["inherited secret"]);

/** Opens the configuration, the connections and the data key of runs through the vault. */
export function createSecrets({ vault, tokens }: { vault: Vault; tokens: Pick<TokenStore, "mask"> }): Secrets {
  // A token may come at any time of a run.
  const withTokens =
    (mask: Masker): Masker =>
    (text) =>
      tokens.mask(mask(text));
  return {
    open(plan): RunSecrets {
      const { values, connections, secrets } = openPlan(plan, vault);
      const inherited = plan.inheritedSecrets.map((cipher) => vault.decrypt(cipher, inheritedContext));
      return {
        configuration: values,
        connections: (step) =>
          connections
            .filter(({ steps }) => steps.includes(step))
            .map(({ steps: _users, secrets: _texts, ...connection }) => connection),
        dataKey: vault.unwrapDataKey(plan.wrappedDataKey),
        hasSecrets: secrets.length + inherited.length + connections.length > 0,
        mask: withTokens(createMasker([...secrets, ...inherited])),
      };
    },
  };
}

/** The secrets a run hands on to the runs it triggers or that take over its data, as ciphertext: they are masked there too (semantics, section 7). */
export function inheritSecrets(plan: RunPlan, vault: Vault): string[] {
  const { secrets } = openPlan(plan, vault);
  return [...plan.inheritedSecrets, ...secrets.map((secret) => vault.encrypt(secret, inheritedContext))];
}

interface OpenedPlan {
  values: Record<string, JsonValue>;
  connections: RunConnection[];
  secrets: string[];
}

function openPlan({ configuration, references = {} }: RunPlan, vault: Vault): OpenedPlan {
  const entries = Object.entries(references);
  const connections = entries
    .filter(([token]) => isConnectionToken(token))
    .map(([token, cipher]) => openConnection(token, { cipher, vault }));
  const written = Object.fromEntries(entries.filter(([token]) => !isConnectionToken(token)));
  const { values, secrets } =
    configuration === undefined
      ? { values: {}, secrets: [] }
      : openVariables(configuration, { references: openReferences(written, vault), vault });
  return { values, connections, secrets: [...secrets, ...connections.flatMap((connection) => connection.secrets)] };
}
