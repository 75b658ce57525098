import { isJsonObject, type JsonObject, type JsonValue } from "../../base/json.ts";
import type { Problem } from "../Problem.ts";
import type { ManifestLookup } from "../StepManifest.ts";
import { checkApplicationKeys } from "./checkApplicationKeys.ts";
import { checkClasses } from "./checkClasses.ts";
import { checkEdges } from "./checkEdges.ts";
import { checkStepKeys } from "./checkStepKeys.ts";
import { checkVariables, type FoundConfiguration } from "./checkVariables.ts";
import { ProblemList } from "./ProblemList.ts";
import { describeKind, toStepChecks } from "./StepCheck.ts";
import { type ListNames, listSimpleNames } from "./templateNames.ts";

export type { FoundConfiguration } from "./checkVariables.ts";
export type { ListNames, TemplateName } from "./templateNames.ts";

export interface ApplicationCheck {
  document: JsonValue;
  manifests: ManifestLookup;
  /** The configuration chosen for the run or aligned with the application, as looked up; absent = none was found. */
  configuration?: FoundConfiguration | undefined;
  /** Run-time parameters: they count as values of application variables. */
  parameters?: JsonObject | undefined;
  /** Finds the names used in `${...}`; without it an own scan finds the variables. */
  listNames?: ListNames;
}

/**
 * Every problem of an application at once (semantics, section 1, Validation); an error forbids a run and publishing.
 * Never throws and changes nothing.
 */
export function validateApplication(check: ApplicationCheck): Problem[] {
  const { document, manifests } = check;
  const list = new ProblemList();
  if (!isJsonObject(document)) {
    list.error(notAnObject(document));
    return list.problems;
  }
  const steps = toStepChecks(document, manifests);
  checkApplicationKeys(document, list);
  checkStepKeys(document, steps, list);
  checkEdges(steps, list);
  checkClasses(steps, list);
  checkVariables(
    {
      document,
      steps,
      configuration: check.configuration,
      parameters: check.parameters,
      listNames: check.listNames ?? listSimpleNames,
    },
    list,
  );
  return list.problems;
}

/** The problems that can be known without step classes and configurations: keys, types and edges. */
export function validateStructure(document: JsonValue): Problem[] {
  const list = new ProblemList();
  if (!isJsonObject(document)) {
    list.error(notAnObject(document));
    return list.problems;
  }
  const steps = toStepChecks(document, () => undefined);
  checkApplicationKeys(document, list);
  checkStepKeys(document, steps, list);
  checkEdges(steps, list);
  return list.problems;
}

/** Whether a list of problems forbids a run and publishing. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === "error");
}

function notAnObject(document: JsonValue): { code: "not_an_object"; path: []; message: string } {
  const message = `An application is a JSON object with "steps" and "app_variables"; this is ${describeKind(document)}.`;
  return { code: "not_an_object", path: [], message };
}
