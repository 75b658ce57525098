import { type JsonObject, type JsonValue, stringifyJson } from "../../base/json.ts";

/** Characters at most. */
const longest = 200;

/** Run-time parameters as one line for people: the value where there is one, else each with its name. */
export function describeGiven(parameters: JsonObject): string {
  const entries = Object.entries(parameters);
  const [only] = entries;
  const line =
    entries.length === 1 && only !== undefined
      ? describe(only[1])
      : entries.map(([name, value]) => `${name}: ${describe(value)}`).join(", ");
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

function describe(value: JsonValue): string {
  return typeof value === "string" ? value.replaceAll(/\s+/g, " ") : stringifyJson(value);
}
