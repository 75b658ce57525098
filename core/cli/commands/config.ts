import { writeFileSync } from "node:fs";
import { masked } from "../../base/createMasker.ts";
import { formatJson, isJsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { toBoolean } from "../../model/baseValues.ts";
import { readConfiguration } from "../../model/readConfiguration.ts";
import { toIsoTime } from "../../service/runs/toRunResult.ts";
import { withOwner, withReader } from "../openHost.ts";
import { type CommonOptions, parseValue } from "../options.ts";
import { formatTime, oneLine, truncate } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { printTable } from "../output/table.ts";
import { readText } from "../readInput.ts";

/** `sluice config list` */
export function configListCommand(options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withReader(options, ({ services }) => {
    const list = services.configurations.list();
    if (output.isJson)
      output.json(list.map(({ updatedAt, ...rest }) => ({ ...rest, updatedAt: toIsoTime(updatedAt) })));
    else if (list.length === 0)
      output.note('There are no configurations yet. "sluice config set NAME KEY=VALUE" makes one.');
    else {
      printTable(output, list, [
        { title: "NAME", value: ({ name }) => name, paint: (_row, cell) => output.style("bold", cell) },
        { title: "VARIABLES", value: ({ variables }) => String(variables), isNumber: true },
        { title: "CHANGED", value: ({ updatedAt }) => formatTime(updatedAt) },
        { title: "TITLE", value: ({ friendlyName }) => friendlyName },
      ]);
    }
    return 0;
  });
}

/** `sluice config show NAME`; an encrypted value shows only that it is set. */
export function configShowCommand(name: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withReader(options, ({ services }) => {
    const document = services.configurations.show(name);
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

export interface ConfigSetOptions extends CommonOptions {
  secret?: boolean;
}

/** `sluice config set NAME KEY=VALUE...`; a key without a value takes it from stdin. */
export function configSetCommand(name: string, pairs: string[], options: ConfigSetOptions): Promise<number> {
  const output = createOutput(options);
  const changes = pairs.map((pair) => readPair(pair, pairs.length));
  return withOwner(options, async ({ services }) => {
    for (const { variable, text } of changes) {
      const known = services.configurations.find(name);
      const isSecret = options.secret === true || isEncrypted(known, variable);
      // A password of digits must stay text.
      const value = isSecret ? text : parseValue(text);
      const { created, encrypted } = await services.configurations.set(name, { variable, value, secret: isSecret });
      const note = created ? ` in the new configuration ${name}` : ` in ${name}`;
      if (output.isJson) output.json({ name, variable, encrypted, created });
      else output.line(`${output.style("green", "✔")} Set "${variable}"${note}${encrypted ? ", encrypted" : ""}.`);
    }
    return 0;
  });
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

export interface ConfigExportOptions extends CommonOptions {
  out?: string;
}

/** `sluice config export NAME`; encrypted values as ciphertext. */
export function configExportCommand(name: string, options: ConfigExportOptions): Promise<number> {
  const output = createOutput(options);
  return withReader(options, ({ services }) => {
    const text = formatJson(services.configurations.get(name));
    if (options.out === undefined) output.text(text);
    else writeFileSync(options.out, text);
    return 0;
  });
}

/** `sluice config delete NAME` */
export function configDeleteCommand(name: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withOwner(options, async ({ services }) => {
    await services.configurations.delete(name);
    if (output.isJson) output.json({ name, deleted: true });
    else output.line(`Deleted the configuration ${name}.`);
    return 0;
  });
}
