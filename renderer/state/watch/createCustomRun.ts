import { isJsonObject, type JsonObject, ownValue, parseJson } from "../../../core/base/json.ts";
import { type LogLevelName, logLevels } from "../../../core/model/RunRecord.ts";
import type { TextStorage } from "../code/createShelf.ts";

/** What a person chose for a run of their own. */
export interface CustomRun {
  level: LogLevelName;
  /** What was typed for variables, by name; one that is left empty is as the application says. */
  variables: Readonly<Record<string, string>>;
  /** undefined = the one of the application. */
  configuration: string | undefined;
  /** undefined = the one of the application. */
  queue: string | undefined;
}

/** What was chosen last for an application, in this browser. */
export interface CustomRunMemory {
  read(): CustomRun;
  write(run: CustomRun): void;
}

export function createCustomRun(storage: TextStorage, application: string): CustomRunMemory {
  const key = `sluice.customRun.${application}`;
  return {
    read: () => readCustomRun(storage.getItem(key)),
    write: (run) => storage.setItem(key, JSON.stringify(run)),
  };
}

function readCustomRun(text: string | null): CustomRun {
  const parsed = parseJson(text ?? "{}");
  const given: JsonObject = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  const variables = ownValue(given, "variables");
  const level = ownValue(given, "level");
  const texts = Object.entries(isJsonObject(variables) ? variables : {}).filter(
    ([, value]) => typeof value === "string",
  );
  return {
    level: typeof level === "string" && Object.hasOwn(logLevels, level) ? (level as LogLevelName) : "flow",
    variables: Object.fromEntries(texts) as Record<string, string>,
    configuration: textOf(given, "configuration"),
    queue: textOf(given, "queue"),
  };
}

function textOf(given: JsonObject, key: string): string | undefined {
  const value = ownValue(given, key);
  return typeof value === "string" && value !== "" ? value : undefined;
}
