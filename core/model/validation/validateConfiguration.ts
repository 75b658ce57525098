import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { isMissing, toBoolean } from "../baseValues.ts";
import type { Problem } from "../Problem.ts";
import { ProblemList } from "./ProblemList.ts";
import { describeKind, quote } from "./StepCheck.ts";

/** Every problem of a configuration at once; one with errors cannot be stored. No message holds a value. */
export function validateConfiguration(document: JsonValue): Problem[] {
  const list = new ProblemList();
  if (!isJsonObject(document)) {
    const message = `A configuration is a JSON object with "configuration_data"; this is ${describeKind(document)}.`;
    list.error({ code: "not_an_object", path: [], message });
    return list.problems;
  }
  for (const key of ["name", "friendly_name", "description", "author", "version", "connection"]) {
    const value = ownValue(document, key);
    if (isMissing(value) || typeof value === "string") continue;
    const message = `"${key}" is ${describeKind(value)} and should be text; it is kept as written.`;
    list.warning({ code: "wrong_type", path: [key], message });
  }
  checkVariables(document, list);
  return list.problems;
}

function checkVariables(document: JsonObject, list: ProblemList): void {
  const data = ownValue(document, "configuration_data");
  if (!Array.isArray(data)) {
    const kind = data === undefined ? "missing" : describeKind(data);
    const message = `"configuration_data" is ${kind}. Write a list of objects with "name" and "value".`;
    list.error({ code: "configuration_data_not_a_list", path: ["configuration_data"], message });
    return;
  }
  const seen = new Set<string>();
  data.forEach((entry, index) => {
    const path = ["configuration_data", index];
    const name = isJsonObject(entry) ? ownValue(entry, "name") : undefined;
    if (!isJsonObject(entry) || typeof name !== "string") {
      const message = `Variable number ${index + 1} has no name. Write an object with a text "name".`;
      list.error({ code: "invalid_configuration_variable", path, message });
      return;
    }
    if (seen.has(name)) {
      const message = `The variable ${quote(name)} exists twice; the first one counts. Remove one.`;
      list.warning({ code: "duplicate_configuration_variable", path, message });
    }
    seen.add(name);
    const encrypted = ownValue(entry, "encrypted");
    if (!isMissing(encrypted) && toBoolean(encrypted) === undefined) {
      const message = `"encrypted" of the variable ${quote(name)} is ${describeKind(encrypted)}. Write true or false.`;
      list.error({ code: "wrong_type", path: [...path, "encrypted"], message });
    }
  });
}
