import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import { isMissing } from "../../model/baseValues.ts";
import type { Problem } from "../../model/Problem.ts";
import { readApplication } from "../../model/readApplication.ts";
import type { ManifestLookup } from "../../model/StepManifest.ts";
import { listTemplateNames } from "../../template/listTemplateNames.ts";
import type { ReferenceFault } from "./ReferenceResolver.ts";

/** What references that do not resolve mean for an application: an error for a run with a step that uses the variable, else a warning. */
export function toReferenceProblems(
  faults: readonly ReferenceFault[],
  application: { document: ApplicationDocument; manifests: ManifestLookup; isRun: boolean },
): Problem[] {
  if (faults.length === 0) return [];
  const users = findUsers(application);
  return faults.map(({ variable, code, message }) => {
    const step = users.get(variable);
    const base = { code, path: "$.configuration" } as const;
    if (step === undefined) return { ...base, severity: "warning", message: `${message} No step uses the variable.` };
    const severity = application.isRun ? "error" : "warning";
    return { ...base, severity, step, message: `${message} The step ${JSON.stringify(step)} uses the variable.` };
  });
}

/** The first step that uses each variable of the configuration in a declared parameter. */
function findUsers(of: { document: ApplicationDocument; manifests: ManifestLookup }): Map<string, string> {
  const users = new Map<string, string>();
  for (const { name: step, file, syncpack, disabled, parameters } of readApplication(of.document, of.manifests).steps) {
    if (disabled) continue;
    for (const parameter of of.manifests(file, syncpack)?.parameters ?? []) {
      const given = Object.hasOwn(parameters, parameter.name) ? parameters[parameter.name] : undefined;
      const value = isMissing(given) ? parameter.defaultValue : given;
      if (parameter.kind === "code" || isMissing(value)) continue;
      for (const { kind, name } of listTemplateNames(value)) {
        if (kind === "config" && !users.has(name)) users.set(name, step);
      }
    }
  }
  return users;
}
