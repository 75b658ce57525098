import { isJsonEqual, isJsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { isMissing } from "../baseValues.ts";
import type { ParameterManifest, StepManifest } from "../StepManifest.ts";
import { getStepKeyMeaning, manualStepKeys } from "../stepKeys.ts";
import type { ProblemList } from "./ProblemList.ts";
import { quote, type StepCheck } from "./StepCheck.ts";

/** Checks class and parameters of every step that is not disabled. */
export function checkClasses(steps: readonly StepCheck[], list: ProblemList): void {
  for (const step of steps) {
    if (step.disabled) continue;
    const file = ownValue(step.entry, "file");
    if (typeof file !== "string" || file === "") continue;
    if (step.manifest === undefined) reportUnknownClass(step, file, list);
    else if (step.manifest.unread !== true) checkParameters(step, step.manifest, list);
  }
}

/** The value a parameter has before the run: as written, else the declared default; undefined = none. */
export function effectiveValue(step: StepCheck, parameter: ParameterManifest): JsonValue | undefined {
  if (manualStepKeys.has(parameter.name)) return parameter.defaultValue;
  const written = ownValue(step.entry, parameter.name);
  return isMissing(written) ? parameter.defaultValue : written;
}

function reportUnknownClass(step: StepCheck, file: string, list: ProblemList): void {
  const syncpack = ownValue(step.entry, "syncpack");
  const pack = typeof syncpack === "string" && syncpack !== "" ? ` of the SyncPack ${quote(syncpack)}` : "";
  const message = `${step.label}: the step class ${quote(file)}${pack} is not known. Add it, or correct "file".`;
  list.error({ code: "unknown_step_class", path: ["steps", step.index, "file"], message, step: step.name });
}

function checkParameters(step: StepCheck, manifest: StepManifest, list: ProblemList): void {
  for (const parameter of manifest.parameters) {
    const path = ["steps", step.index, parameter.name];
    if (manualStepKeys.has(parameter.name)) {
      const message = `${step.label}: its class declares a parameter ${quote(parameter.name)}, but that is a base key of every step; the parameter never gets its value. Rename the parameter in the class.`;
      list.warning({ code: "parameter_shadows_base_key", path, message, step: step.name });
    }
    const value = effectiveValue(step, parameter);
    if (isMissing(value) || value === "") {
      if (parameter.required !== true || !isShown(step, manifest, parameter)) continue;
      const message = `${step.label} needs the parameter ${quote(parameter.name)}. Give it a value.`;
      list.error({ code: "missing_parameter", path, message, step: step.name });
    } else if (parameter.kind === "secret" && !isConfigToken(value)) {
      const message = `${step.label}: the secret parameter ${quote(parameter.name)} holds a plain value. Put it into a configuration, encrypted, and write \${config.NAME} here.`;
      list.warning({ code: "literal_secret", path, message, step: step.name });
    }
  }
  for (const key of Object.keys(step.entry)) {
    if (step.declared.has(key) || getStepKeyMeaning(key, step.entry[key], step.declared) !== "parameter") continue;
    const message = `${step.label}: its class ${quote(manifest.file)} declares no parameter ${quote(key)}. The value is kept and ignored.`;
    list.warning({ code: "unknown_parameter", path: ["steps", step.index, key], message, step: step.name });
  }
}

/** A parameter that its `showWhen` hides cannot be filled in, so it is not required. */
function isShown(step: StepCheck, manifest: StepManifest, parameter: ParameterManifest): boolean {
  const condition = parameter.showWhen;
  if (condition === undefined) return true;
  const other = manifest.parameters.find((candidate) => candidate.name === condition.parameter);
  return other !== undefined && isJsonEqual(effectiveValue(step, other), condition.equals);
}

function isConfigToken(value: JsonValue): boolean {
  if (isJsonObject(value) || Array.isArray(value)) return Object.values(value).every(isConfigToken);
  return typeof value === "string" && /^\$\{config\.[^}]+\}$/.test(value);
}
