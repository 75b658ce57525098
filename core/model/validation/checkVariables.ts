import { type JsonObject, ownValue } from "../../base/json.ts";
import { isMissing } from "../baseValues.ts";
import { readAppVariables, readText } from "../readApplication.ts";
import { effectiveValue } from "./checkClasses.ts";
import type { ProblemList } from "./ProblemList.ts";
import { quote, type StepCheck } from "./StepCheck.ts";
import type { ListNames, TemplateName } from "./templateNames.ts";

/** The configuration chosen for the application, as it was looked up. */
export interface FoundConfiguration {
  name: string;
  exists: boolean;
  /** Names of its variables. */
  variables: readonly string[];
}

export interface VariableCheck {
  document: JsonObject;
  steps: readonly StepCheck[];
  configuration: FoundConfiguration | undefined;
  /** Run-time parameters. */
  parameters: JsonObject | undefined;
  listNames: ListNames;
}

interface Use extends TemplateName {
  step: StepCheck;
  parameter: string;
}

/** Checks required variables, the configuration, and the names used in declared parameters. */
export function checkVariables(check: VariableCheck, list: ProblemList): void {
  checkRequired(check, list);
  const uses = check.steps.flatMap((step) => listUses(step, check.listNames));
  const configUses = uses.filter((use) => use.kind === "config");
  const chosen = check.configuration?.name ?? readText(check.document, "configuration") ?? "";
  if (chosen !== "" && check.configuration?.exists !== true) reportUnknownConfiguration(chosen, configUses, list);
  else checkConfigNames({ chosen, uses: configUses, known: check.configuration?.variables ?? [] }, list);
  checkAppNames(check, uses, list);
  checkStepFunctions(uses, list);
}

function checkRequired({ document, parameters }: VariableCheck, list: ProblemList): void {
  const variables = ownValue(document, "app_variables");
  for (const variable of readAppVariables(document)) {
    if (variable.required !== true) continue;
    const values = [parameters && ownValue(parameters, variable.name), variable.value, variable.defaultValue];
    if (values.some((value) => !isMissing(value) && value !== "")) continue;
    const index = (Array.isArray(variables) ? variables : []).findIndex(
      (entry) => typeof entry === "object" && entry !== null && ownValue(entry as JsonObject, "name") === variable.name,
    );
    const message = `The application variable ${quote(variable.name)} is required and has no value. Give it one in the document, or as a parameter of the run.`;
    list.error({ code: "missing_variable", path: ["app_variables", index], message });
  }
}

function listUses(step: StepCheck, listNames: ListNames): Use[] {
  if (step.disabled || step.manifest === undefined) return [];
  return step.manifest.parameters.flatMap((parameter) => {
    const value = parameter.kind === "code" ? undefined : effectiveValue(step, parameter);
    if (isMissing(value)) return [];
    return listNames(value).map((name) => ({ ...name, step, parameter: parameter.name }));
  });
}

function reportUnknownConfiguration(chosen: string, uses: readonly Use[], list: ProblemList): void {
  const base = `The configuration ${quote(chosen)} does not exist.`;
  const [use] = uses;
  const finding = { code: "unknown_configuration", path: ["configuration"] } as const;
  if (use === undefined) {
    list.warning({ ...finding, message: `${base} No step uses it. Add it, or choose another one.` });
  } else {
    const where = `${use.step.label} uses \${config.${use.name}} in ${quote(use.parameter)}`;
    list.error({ ...finding, message: `${base} ${where}. Add it, or choose another one.`, step: use.step.name });
  }
}

function checkConfigNames(
  check: { chosen: string; uses: readonly Use[]; known: readonly string[] },
  list: ProblemList,
): void {
  const known = new Set(check.known);
  for (const use of check.uses) {
    if (known.has(use.name)) continue;
    const reason =
      check.chosen === ""
        ? "no configuration is chosen. Align one with the application"
        : `the configuration ${quote(check.chosen)} has no such variable. Add it, or correct the name`;
    reportUnknownVariable(use, `\${config.${use.name}}, but ${reason}.`, list);
  }
}

function checkAppNames(check: VariableCheck, uses: readonly Use[], list: ProblemList): void {
  const known = new Set(readAppVariables(check.document).map((variable) => variable.name));
  for (const use of uses) {
    if (use.kind !== "appvar" || known.has(use.name)) continue;
    if (check.parameters !== undefined && Object.hasOwn(check.parameters, use.name)) continue;
    const reason = `\${appvar.${use.name}}, but "app_variables" has no such entry. Add it, or correct the name.`;
    reportUnknownVariable(use, reason, list);
  }
}

function checkStepFunctions(uses: readonly Use[], list: ProblemList): void {
  for (const use of uses) {
    const functions = use.step.manifest?.stepFunctions ?? [];
    if (use.kind !== "stepFunc" || functions.includes(use.name)) continue;
    const reason = `\${step_func.${use.name}}, but its class has no such method. Add it, or correct the name.`;
    reportUnknownVariable(use, reason, list);
  }
}

function reportUnknownVariable(use: Use, reason: string, list: ProblemList): void {
  list.warning({
    code: "unknown_variable",
    path: ["steps", use.step.index, use.parameter],
    message: `${use.step.label}: the parameter ${quote(use.parameter)} uses ${reason}`,
    step: use.step.name,
  });
}
