import { masked } from "../../base/createMasker.ts";
import { isJsonObject, type JsonObject, type JsonValue, ownValue, stringifyJson } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { isApplicationName } from "../../model/applicationName.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import type { Problem } from "../../model/Problem.ts";
import { parseConfiguration } from "../../model/parseConfiguration.ts";
import { readConfiguration } from "../../model/readConfiguration.ts";
import { invalidDocument, nearestName } from "../failures.ts";
import { localUser, type ServicePorts } from "../ServicePorts.ts";
import { createDeletion } from "../trash/createDeletion.ts";
import { isEncrypted, keepSecrets } from "./keepSecrets.ts";
import { listEntries, moveSecret, replace, type SealedConfiguration, sealConfiguration } from "./sealConfiguration.ts";
import { variableContext } from "./variableContext.ts";

export interface ConfigurationImport {
  name: string;
  replaced: boolean;
  /** Encrypted variables without a usable value: to be set again. */
  unset: string[];
  problems: Problem[];
}

/** A variable to set, encrypted if `secret` or if it is so already; or to rename; or to remove. */
export type VariableChange =
  | { variable: string; value: JsonValue; secret: boolean }
  | { variable: string; renameTo: string }
  | { variable: string; remove: true };

type Ports = Pick<ServicePorts, "configurations" | "vault" | "clock" | "random">;

/** Use-cases of configurations. No plain text of an encrypted value ever leaves it. */
export class ConfigurationService {
  private readonly ports: Ports;

  constructor(ports: Ports) {
    this.ports = ports;
  }

  list(): ReturnType<ServicePorts["configurations"]["list"]> {
    return this.ports.configurations.list();
  }

  find(name: string): ConfigurationDocument | undefined {
    return this.ports.configurations.find(name);
  }

  /** With encrypted values as ciphertext: the form of an export. Throws `not_found`. */
  get(name: string): ConfigurationDocument {
    const document = this.find(name);
    if (document !== undefined) return document;
    const hint = nearestName(
      name,
      this.list().map((entry) => entry.name),
    );
    throw new SluiceError("not_found", `There is no configuration "${name}".${hint}`, { details: { name } });
  }

  /** For a person: encrypted values show only whether they are set. Throws `not_found`. */
  show(name: string): ConfigurationDocument {
    const document = this.get(name);
    const data = ownValue(document, "configuration_data");
    return replace(document, "configuration_data", Array.isArray(data) ? data.map(hideSecret) : []);
  }

  /** Reads a configuration that is given along with a run and not stored. Throws `invalid_document`. */
  parse(text: string, fileName: string): SealedConfiguration & { name: string; problems: Problem[] } {
    const { document, name, problems } = this.read(text, fileName);
    return { ...sealConfiguration(document, { name, vault: this.ports.vault }), name, problems };
  }

  /** Reads a configuration just as it is written, plain text of encrypted values included. Throws `invalid_document`. */
  read(text: string, fileName: string): { document: ConfigurationDocument; name: string; problems: Problem[] } {
    const parsed = parseConfiguration(text, { fileName });
    if (!parsed.ok || parsed.name === undefined) throw invalidDocument(fileName, parsed);
    return { document: parsed.document, name: parsed.name, problems: parsed.problems };
  }

  /** Throws `invalid_document`, `already_exists`. */
  async import(text: string, options: { fileName: string; overwrite: boolean }): Promise<ConfigurationImport> {
    const { name, problems, document: given } = this.read(text, options.fileName);
    assertName(name);
    const present = this.find(name);
    const replaced = present !== undefined;
    if (replaced && !options.overwrite) {
      throw new SluiceError(
        "already_exists",
        `There is a configuration "${name}" already. Import it with --overwrite.`,
        {
          details: { name },
        },
      );
    }
    const { document, unset } = sealConfiguration(given, { name, vault: this.ports.vault, present });
    await this.ports.configurations.save(document);
    return { name, replaced, unset, problems };
  }

  /**
   * Adds a configuration or overwrites it, as somebody sends it who has read it with `show`: masked values stay as they
   * are. Throws as `import`, and `wrong_use` for a mask where there is nothing to keep.
   */
  async put(document: JsonObject, options: { overwrite: boolean }): Promise<ConfigurationImport> {
    const name = ownValue(document, "name");
    const present = typeof name === "string" ? this.find(name) : undefined;
    const kept = keepSecrets(document, present);
    return this.import(stringifyJson(kept), {
      fileName: typeof name === "string" ? name : "configuration",
      ...options,
    });
  }

  /**
   * Sets one variable, in a configuration that is made if there is none. An encrypted variable stays encrypted;
   * `secret` makes it so.
   */
  async set(
    name: string,
    change: { variable: string; value: JsonValue; secret: boolean },
  ): Promise<{ created: boolean; encrypted: boolean }> {
    assertName(name);
    const present = this.find(name);
    const changed = this.apply(present ?? { name, configuration_data: [] }, change);
    const { document } = sealConfiguration(changed, { name, vault: this.ports.vault, present });
    await this.ports.configurations.save(document);
    const encrypted = listEntries(changed).some(
      (entry) => ownValue(entry, "name") === change.variable && isEncrypted(entry),
    );
    return { created: present === undefined, encrypted };
  }

  /**
   * Sets, renames and removes variables in one step, in order, and makes it a connection of a kind, or none (null).
   * Throws `not_found` for the configuration and for a variable to rename or remove, `already_exists` for a name that is
   * taken, and `wrong_use` for renaming what another key encrypted, as it opens under its name only.
   */
  async change(
    name: string,
    changes: readonly VariableChange[],
    { connection }: { connection?: string | null | undefined } = {},
  ): Promise<ConfigurationDocument> {
    const present = this.get(name);
    const changed = withKind(
      changes.reduce((document, change) => this.apply(document, change), present),
      connection,
    );
    const { document } = sealConfiguration(changed, { name, vault: this.ports.vault, present });
    await this.ports.configurations.save(document);
    return document;
  }

  /** It can be restored from the trash. Throws `not_found`. */
  async delete(name: string, by: string = localUser): Promise<void> {
    this.get(name);
    await this.ports.configurations.delete(name, createDeletion(this.ports, by));
  }

  /** The document with one variable set, renamed in its place, or removed; an encrypted one stays encrypted. */
  private apply(document: ConfigurationDocument, change: VariableChange): ConfigurationDocument {
    if ("value" in change) return setVariable(document, change);
    const { variable } = change;
    const { entries, index } = findEntry(document, variable);
    const entry = entries[index];
    if (!isJsonObject(entry)) throw unknownVariable(document, variable);
    if ("remove" in change) return replace(document, "configuration_data", entries.toSpliced(index, 1));
    const { renameTo } = change;
    const configuration = readConfiguration(document).name;
    if (renameTo !== variable && findEntry(document, renameTo).index >= 0) {
      const message = `The configuration "${configuration}" has a variable ${JSON.stringify(renameTo)} already. Choose another name.`;
      throw new SluiceError("already_exists", message, { details: { configuration, variable: renameTo } });
    }
    const { vault } = this.ports;
    const [from, to] = [variableContext(configuration, variable), variableContext(configuration, renameTo)];
    if (from !== to && isEncrypted(entry) && isForeign(entry, { vault, context: from })) {
      const message = `The value of ${JSON.stringify(variable)} in the configuration "${configuration}" was encrypted with another key and opens under this name only. Give it a value, then rename it.`;
      throw new SluiceError("wrong_use", message, { details: { configuration, variable } });
    }
    const moved = moveSecret(entry, { from, to, vault });
    return replace(document, "configuration_data", entries.with(index, replace(moved, "name", renameTo)));
  }

  /** Encrypted variables of a configuration that have no value. */
  unsetVariables(document: ConfigurationDocument): string[] {
    return readConfiguration(document)
      .variables.filter(({ encrypted, value }) => encrypted && (value === undefined || value === null))
      .map(({ name }) => name);
  }
}

function setVariable(
  document: ConfigurationDocument,
  { variable, value, secret }: { variable: string; value: JsonValue; secret: boolean },
): ConfigurationDocument {
  const { entries, index } = findEntry(document, variable);
  const old = entries[index];
  const encrypted = secret || (isJsonObject(old) && isEncrypted(old));
  const entry = replace(isJsonObject(old) ? old : { name: variable }, "value", value);
  entries[index < 0 ? entries.length : index] = encrypted ? replace(entry, "encrypted", true) : entry;
  return replace(document, "configuration_data", entries);
}

/** A copy of its entries, and where the one of a variable stands; -1 = nowhere. */
function findEntry(document: ConfigurationDocument, variable: string): { entries: JsonValue[]; index: number } {
  const list = ownValue(document, "configuration_data");
  const entries: JsonValue[] = Array.isArray(list) ? [...list] : [];
  return {
    entries,
    index: entries.findIndex((entry) => isJsonObject(entry) && ownValue(entry, "name") === variable),
  };
}

/** Whether another key made its value. */
function isForeign(entry: JsonObject, { vault, context }: { vault: Ports["vault"]; context: string }): boolean {
  const value = ownValue(entry, "value");
  return typeof value === "string" && vault.inspect(value, context) === "foreign";
}

/** The document as a connection of a kind; null = as none, undefined = as it is. */
function withKind(document: ConfigurationDocument, kind: string | null | undefined): ConfigurationDocument {
  if (kind === undefined) return document;
  if (kind !== null) return replace(document, "connection", kind);
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== "connection"));
}

function unknownVariable(document: ConfigurationDocument, variable: string): SluiceError {
  const { name, variables } = readConfiguration(document);
  const known = variables.map((one) => one.name);
  const message = `The configuration "${name}" has no variable ${JSON.stringify(variable)}.${nearestName(variable, known)}`;
  return new SluiceError("not_found", message, { details: { name, variable } });
}

function hideSecret(entry: JsonValue): JsonValue {
  if (!isJsonObject(entry) || !isEncrypted(entry)) return entry;
  const value = ownValue(entry, "value");
  const isSet = value !== undefined && value !== null;
  return replace(entry as JsonObject, "value", isSet ? masked : null);
}

function assertName(name: string): void {
  if (isApplicationName(name)) return;
  throw new SluiceError(
    "wrong_use",
    `"${name}" cannot be the name of a configuration: letters, digits, "_", "." and "-", at most 128, the first a letter or digit.`,
  );
}
