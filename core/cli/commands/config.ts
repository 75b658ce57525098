import { masked } from "../../base/createMasker.ts";
import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { isSluiceError, SluiceError } from "../../base/SluiceError.ts";
import type { ApiClient } from "../../client/ApiClient.ts";
import { toBoolean } from "../../model/baseValues.ts";
import { readConfiguration } from "../../model/readConfiguration.ts";
import { type ExportOptions, parseValue } from "../options.ts";
import { formatTime, oneLine, truncate } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { printTable } from "../output/table.ts";
import { writeExport } from "../output/writeExport.ts";
import { readText } from "../readInput.ts";
import { type ClientWish, withClient, withReadingClient } from "../withClient.ts";

/** `sluice config list` */
export function configListCommand(options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const list = await client.call("listConfigurations");
    if (output.isJson) {
      output.json(
        list.map(({ name, friendly_name, variables, updated_at }) => ({
          name,
          friendlyName: friendly_name,
          variables,
          updatedAt: updated_at,
        })),
      );
    } else if (list.length === 0)
      output.note('There are no configurations yet. "sluice config set NAME KEY=VALUE" makes one.');
    else {
      printTable(output, list, [
        { title: "NAME", value: ({ name }) => name, paint: (_row, cell) => output.style("bold", cell) },
        { title: "VARIABLES", value: ({ variables }) => String(variables), isNumber: true },
        { title: "CHANGED", value: ({ updated_at }) => formatTime(Date.parse(updated_at)) },
        { title: "TITLE", value: ({ friendly_name }) => friendly_name },
      ]);
    }
    return 0;
  });
}

/** `sluice config show NAME`; an encrypted value shows only that it is set. */
export function configShowCommand(name: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const document = await getConfiguration(client, name);
    if (output.isJson) {
      output.json(document);
      return 0;
    }
    const { style } = output;
    output.line(style("bold", name));
    printTable(output, readConfiguration(document).variables, [
      { title: "NAME", value: (variable) => oneLine(variable.name) },
      {
        title: "VALUE",
        value: ({ value }) => truncate(showValue(value), 60),
        paint: ({ value }, cell) => (value === undefined || value === null ? style("yellow", cell) : cell),
      },
      { title: "", value: ({ encrypted }) => (encrypted ? "encrypted" : "") },
    ]);
    return 0;
  });
}

function showValue(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "not set";
  if (value === masked) return masked;
  return typeof value === "string" ? oneLine(value) : JSON.stringify(value);
}

export interface ConfigSetOptions extends ClientWish {
  secret?: boolean;
  /** Kind of connection. */
  connection?: string;
}

/** `sluice config set NAME KEY=VALUE...`; a key without a value takes it from stdin. */
export function configSetCommand(name: string, pairs: string[], options: ConfigSetOptions): Promise<number> {
  const output = createOutput(options);
  const changes = pairs.map((pair) => readPair(pair, pairs.length));
  return withClient(options, async (client) => {
    const known = await findConfiguration(client, name);
    const variables = changes.map(({ variable, text }) => {
      const encrypted = options.secret === true || isEncrypted(known, variable);
      // A password of digits must stay text.
      return { name: variable, value: encrypted ? text : parseValue(text), encrypted };
    });
    const { connection } = options;
    if (known === undefined || (connection !== undefined && known.connection !== connection)) {
      const body = {
        ...(known ?? { name, configuration_data: [] }),
        ...(connection === undefined ? {} : { connection }),
      };
      await client.call("saveConfiguration", { query: { overwrite: String(known !== undefined) }, body });
    }
    await client.call("changeConfiguration", { params: { name }, body: { variables } });
    for (const [index, { name: variable, encrypted }] of variables.entries()) {
      const created = known === undefined && index === 0;
      const note = created ? ` in the new configuration ${name}` : ` in ${name}`;
      if (output.isJson) output.json({ name, variable, encrypted, created });
      else output.line(`${output.style("green", "✔")} Set "${variable}"${note}${encrypted ? ", encrypted" : ""}.`);
    }
    return 0;
  });
}

async function getConfiguration(client: ApiClient, name: string): Promise<JsonObject> {
  return (await client.call("getConfiguration", { params: { name } })) as JsonObject;
}

async function findConfiguration(client: ApiClient, name: string): Promise<JsonObject | undefined> {
  try {
    return await getConfiguration(client, name);
  } catch (error) {
    if (isSluiceError(error, "not_found")) return undefined;
    throw error;
  }
}

function isEncrypted(document: JsonValue | undefined, variable: string): boolean {
  const list = isJsonObject(document) ? ownValue(document, "configuration_data") : undefined;
  return (Array.isArray(list) ? list : []).some(
    (entry) => isJsonObject(entry) && entry.name === variable && toBoolean(ownValue(entry, "encrypted")) === true,
  );
}

function readPair(pair: string, count: number): { variable: string; text: string } {
  const index = pair.indexOf("=");
  if (index > 0) return { variable: pair.slice(0, index), text: pair.slice(index + 1) };
  if (index === 0 || count > 1) throw new SluiceError("wrong_use", `config set takes KEY=VALUE, not "${pair}".`);
  return { variable: pair, text: readText("-").replace(/\r?\n$/, "") };
}

/** `sluice config export NAME`; encrypted values as ciphertext. */
export function configExportCommand(name: string, options: ClientWish & ExportOptions): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    writeExport(output, { value: await client.call("exportConfiguration", { params: { name } }), out: options.out });
    return 0;
  });
}

/** `sluice config delete NAME` */
export function configDeleteCommand(name: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    await client.call("deleteConfiguration", { params: { name } });
    if (output.isJson) output.json({ name, deleted: true });
    else output.line(`Deleted the configuration ${name}.`);
    return 0;
  });
}
