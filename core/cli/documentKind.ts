import { isJsonObject, parseJson } from "../base/json.ts";
import { readText } from "./readInput.ts";

/** Whether a JSON file holds a configuration. */
export function isConfiguration(file: string): boolean {
  return hasKey(file, "configuration_data") === true;
}

/** Whether a JSON file is something else than ours, such as a package.json. One that is no JSON at all is not. */
export function isForeign(file: string): boolean {
  return hasKey(file, "steps") === false && !isConfiguration(file);
}

/** Undefined: the file is no JSON. */
function hasKey(file: string, key: string): boolean | undefined {
  const parsed = parseJson(readText(file));
  if (!parsed.ok) return undefined;
  return isJsonObject(parsed.value) && Object.hasOwn(parsed.value, key);
}
