import type { EditState } from "../../../core/model/operations/EditState.ts";
import type { Problem } from "../../../core/model/Problem.ts";
import type { ManifestLookup } from "../../../core/model/StepManifest.ts";
import { validateApplication } from "../../../core/model/validation/validateApplication.ts";

/** A problem and the step it stands at, by id. */
export interface PlacedProblem extends Problem {
  stepId: string | undefined;
}

/** Everything that is wrong with the document on screen. Configurations are the host's to check, so none is looked for. */
export function findProblems({ document, stepIds }: EditState, manifests: ManifestLookup): PlacedProblem[] {
  const problems = validateApplication({ document, manifests });
  const known = problems.filter(({ code }) => code !== "unknown_configuration");
  return known.map((problem) => {
    const index = /^\$\.steps\[(\d+)\]/.exec(problem.path)?.[1];
    return { ...problem, stepId: index === undefined ? undefined : stepIds[Number(index)] };
  });
}
