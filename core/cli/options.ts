import { type Command, Option } from "commander";
import { type JsonValue, parseJson } from "../base/json.ts";
import { SluiceError } from "../base/SluiceError.ts";
import { type LogLevelName, logLevels } from "../model/RunRecord.ts";
import { isRole, type Role, roles } from "../model/roles.ts";

/** Options that every command takes. */
export interface CommonOptions {
  json?: boolean;
  dataDir?: string;
}

/** Options of what is printed or written to a file. */
export interface ExportOptions extends CommonOptions {
  out?: string;
}

/** Adds the options of every command and the examples of its help. */
export function withCommon(command: Command, examples: string[]): Command {
  return withOptions(
    command
      .option("--url <address>", "the host to ask, instead of that of the data folder")
      .option("--token <token>", "who asks at --url (default: $SLUICE_TOKEN)"),
    examples,
  );
}

/** As `withCommon`, for a command that only makes sense on this computer. `reason`: why, as a sentence. */
export function withLocal(command: Command, { reason, examples }: { reason: string; examples: string[] }): Command {
  const refuse = (): never => {
    throw new SluiceError("wrong_use", `sluice ${command.name()} takes no address of a host. ${reason}`);
  };
  return withOptions(
    command
      .addOption(new Option("--url <address>").hideHelp().argParser(refuse))
      .addOption(new Option("--token <token>").hideHelp().argParser(refuse)),
    examples,
  );
}

function withOptions(command: Command, examples: string[]): Command {
  return command
    .option("--json", "print JSON for programs")
    .option("--data-dir <folder>", "the data folder (default: $SLUICE_DATA_DIR, else your user data folder)")
    .addHelpText("after", `\nExamples:\n${examples.map((example) => `  $ ${example}`).join("\n")}`);
}

/** Collects a repeatable option. */
export function collect(value: string, earlier: string[] | undefined): string[] {
  return [...(earlier ?? []), value];
}

/** `name=value` pairs; a value that is JSON is taken as JSON, any other as text. Throws `wrong_use`. */
export function parsePairs(pairs: readonly string[] | undefined, option: string): Record<string, JsonValue> {
  return Object.fromEntries((pairs ?? []).map((pair) => parsePair(pair, option)));
}

export function parsePair(pair: string, option: string): [string, JsonValue] {
  const index = pair.indexOf("=");
  if (index > 0) return [pair.slice(0, index), parseValue(pair.slice(index + 1))];
  throw new SluiceError("wrong_use", `${option} takes name=value, not "${pair}".`);
}

export function parseValue(text: string): JsonValue {
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : text;
}

export function parseLevel(name: string): number {
  if (Object.hasOwn(logLevels, name)) return logLevels[name as LogLevelName];
  const known = Object.keys(logLevels).join(", ");
  throw new SluiceError("wrong_use", `There is no log level "${name}". There are: ${known}.`);
}

/** The level of a run: `--level` wins, `--debug` keeps everything. */
export function chooseLevel(options: { debug?: boolean; level?: string }, standard: number): number {
  if (options.level !== undefined) return parseLevel(options.level);
  return options.debug === true ? logLevels.debug : standard;
}

/** A whole number from 1. */
export function parseCount(text: string, option: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new SluiceError("wrong_use", `${option} takes a whole number from 1, not "${text}".`);
}

/** Throws `wrong_use`. */
export function parseRole(text: string): Role {
  if (isRole(text)) return text;
  throw new SluiceError("wrong_use", `There is no role "${text}". There are: ${roles.join(", ")}.`);
}
