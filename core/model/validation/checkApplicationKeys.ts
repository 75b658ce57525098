import { isJsonObject, type JsonObject, ownValue } from "../../base/json.ts";
import { isApplicationName } from "../applicationName.ts";
import { isMissing, toBoolean } from "../baseValues.ts";
import type { ProblemList } from "./ProblemList.ts";
import { describeKind, quote } from "./StepCheck.ts";

/** Checks the keys of the application itself: types, name, the list of variables and that there are steps. */
export function checkApplicationKeys(document: JsonObject, list: ProblemList): void {
  checkName(document, list);
  for (const key of ["friendly_name", "description", "author", "version"]) {
    const value = ownValue(document, key);
    if (isMissing(value) || typeof value === "string") continue;
    const message = `"${key}" is ${describeKind(value)} and should be text; it is kept as written.`;
    list.warning({ code: "wrong_type", path: [key], message });
  }
  for (const key of ["configuration", "queue"]) {
    const value = ownValue(document, key);
    if (isMissing(value) || typeof value === "string") continue;
    const message = `"${key}" is ${describeKind(value)}. Give the name of a ${key} as text.`;
    list.error({ code: "wrong_type", path: [key], message });
  }
  const report = ownValue(document, "generate_report");
  if (!isMissing(report) && toBoolean(report) === undefined) {
    const message = `"generate_report" is ${describeKind(report)}. Write true or false.`;
    list.error({ code: "wrong_type", path: ["generate_report"], message });
  }
  checkAppVariables(document, list);
  checkStepList(document, list);
}

function checkName(document: JsonObject, list: ProblemList): void {
  const name = ownValue(document, "name");
  if (isMissing(name) || name === "") return;
  if (typeof name === "string" && isApplicationName(name)) return;
  const shown = typeof name === "string" ? quote(name.slice(0, 200)) : describeKind(name);
  const message = `The name of the application is ${shown}. Use at most 128 letters, digits, ".", "_" and "-", beginning with a letter or digit.`;
  list.error({ code: "invalid_name", path: ["name"], message });
}

function checkAppVariables(document: JsonObject, list: ProblemList): void {
  const variables = ownValue(document, "app_variables");
  if (variables === undefined) {
    const message = `"app_variables" is missing. Add a list; it may be empty: "app_variables": [].`;
    list.error({ code: "missing_app_variables", path: ["app_variables"], message });
    return;
  }
  if (!Array.isArray(variables)) {
    const message = `"app_variables" is ${describeKind(variables)}. Write a list of objects with "name" and "value".`;
    list.error({ code: "app_variables_not_a_list", path: ["app_variables"], message });
    return;
  }
  const seen = new Set<string>();
  variables.forEach((entry, index) => {
    const path = ["app_variables", index];
    const name = isJsonObject(entry) ? ownValue(entry, "name") : undefined;
    if (!isJsonObject(entry) || typeof name !== "string" || name === "") {
      const message = `Application variable number ${index + 1} has no name. Write an object with a text "name".`;
      list.error({ code: "invalid_app_variable", path, message });
      return;
    }
    if (seen.has(name)) {
      const message = `The application variable ${quote(name)} exists twice; the first one counts. Remove one.`;
      list.warning({ code: "duplicate_app_variable", path, message });
    }
    seen.add(name);
    const required = ownValue(entry, "required");
    if (!isMissing(required) && toBoolean(required) === undefined) {
      const message = `"required" of the application variable ${quote(name)} is ${describeKind(required)}. Write true or false.`;
      list.error({ code: "wrong_type", path: [...path, "required"], message });
    }
  });
}

function checkStepList(document: JsonObject, list: ProblemList): void {
  const steps = ownValue(document, "steps");
  const path = ["steps"];
  if (steps === undefined) {
    list.error({ code: "no_steps", path, message: `"steps" is missing. Add a list with at least one step.` });
  } else if (!Array.isArray(steps)) {
    const message = `"steps" is ${describeKind(steps)}. Write a list of steps.`;
    list.error({ code: "steps_not_a_list", path, message });
  } else if (steps.length === 0) {
    list.error({ code: "no_steps", path, message: "The application has no steps. Add at least one." });
  } else {
    steps.forEach((entry, index) => {
      if (isJsonObject(entry)) return;
      const message = `Step number ${index + 1} is ${describeKind(entry)}. Write an object with "name" and "file".`;
      list.error({ code: "step_not_an_object", path: ["steps", index], message });
    });
  }
}
