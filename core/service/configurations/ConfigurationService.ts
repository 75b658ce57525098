import { masked } from "../../base/createMasker.ts";
import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { isApplicationName } from "../../model/applicationName.ts";
import { toBoolean } from "../../model/baseValues.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import type { Problem } from "../../model/Problem.ts";
import { parseConfiguration } from "../../model/parseConfiguration.ts";
import { readConfiguration } from "../../model/readConfiguration.ts";
import { invalidDocument, nearestName } from "../failures.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { replace, type SealedConfiguration, sealConfiguration } from "./sealConfiguration.ts";

export interface ConfigurationImport {
  name: string;
  replaced: boolean;
  /** Encrypted variables without a usable value: to be set again. */
  unset: string[];
  problems: Problem[];
}

/** Use-cases of configurations. No plain text of an encrypted value ever leaves it. */
export class ConfigurationService {
  private readonly ports: Pick<ServicePorts, "configurations" | "vault">;

  constructor(ports: Pick<ServicePorts, "configurations" | "vault">) {
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
    const { name, document, unset, problems } = this.parse(text, options.fileName);
    assertName(name);
    const replaced = this.find(name) !== undefined;
    if (replaced && !options.overwrite) {
      throw new SluiceError(
        "already_exists",
        `There is a configuration "${name}" already. Import it with --overwrite.`,
        {
          details: { name },
        },
      );
    }
    await this.ports.configurations.save(document);
    return { name, replaced, unset, problems };
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
    const document = present ?? { name, configuration_data: [] };
    const list = ownValue(document, "configuration_data");
    const entries: JsonValue[] = Array.isArray(list) ? [...list] : [];
    const index = entries.findIndex((entry) => isJsonObject(entry) && ownValue(entry, "name") === change.variable);
    const old = entries[index];
    const encrypted = change.secret || (isJsonObject(old) && toBoolean(ownValue(old, "encrypted")) === true);
    const entry = replace(isJsonObject(old) ? old : { name: change.variable }, "value", change.value);
    entries[index < 0 ? entries.length : index] = encrypted ? replace(entry, "encrypted", true) : entry;
    const changed = replace(document, "configuration_data", entries);
    await this.ports.configurations.save(sealConfiguration(changed, { name, vault: this.ports.vault }).document);
    return { created: present === undefined, encrypted };
  }

  /** Throws `not_found`. */
  async delete(name: string): Promise<void> {
    this.get(name);
    await this.ports.configurations.delete(name);
  }

  /** Encrypted variables of a configuration that have no value. */
  unsetVariables(document: ConfigurationDocument): string[] {
    return readConfiguration(document)
      .variables.filter(({ encrypted, value }) => encrypted && (value === undefined || value === null))
      .map(({ name }) => name);
  }
}

function hideSecret(entry: JsonValue): JsonValue {
  if (!isJsonObject(entry) || toBoolean(ownValue(entry, "encrypted")) !== true) return entry;
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
