import { type JsonObject, type JsonValue, ownValue, setOwn } from "../../base/json.ts";
import type { AppVariable } from "../../model/ApplicationDocument.ts";
import { isMissing } from "../../model/baseValues.ts";

/** The application variables of a run: run-time parameters first, then `value`, then `default_value`; null is "no value" (semantics, section 6). */
export function resolveAppVariables(
  variables: readonly AppVariable[],
  parameters: JsonObject,
): Record<string, JsonValue> {
  const resolved: JsonObject = { ...parameters };
  for (const variable of variables) {
    const given = ownValue(parameters, variable.name);
    const values = [given, variable.value, variable.defaultValue];
    setOwn(resolved, variable.name, values.find((value) => !isMissing(value)) ?? null);
  }
  return resolved;
}
