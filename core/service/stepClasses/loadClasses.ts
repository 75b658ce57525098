import { SluiceError } from "../../base/SluiceError.ts";
import { classKey } from "../../engine/ports/RunStore.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type { Problem } from "../../model/Problem.ts";
import { readApplication } from "../../model/readApplication.ts";
import type { ManifestLookup } from "../../model/StepManifest.ts";
import type { LoadedClass, StepClassService } from "./StepClassService.ts";

export interface LoadedClasses {
  /** By `classKey`. */
  classes: Map<string, LoadedClass>;
  /** Why a class could not be loaded, by `classKey`. */
  failures: Map<string, SluiceError>;
  manifests: ManifestLookup;
}

/** Loads every class an application names; those that cannot be used are reported, not thrown. */
export async function loadClasses(document: ApplicationDocument, service: StepClassService): Promise<LoadedClasses> {
  const classes = new Map<string, LoadedClass>();
  const failures = new Map<string, SluiceError>();
  const wanted = new Map(
    readApplication(document, () => undefined)
      .steps.filter((step) => step.file !== "" && !step.disabled)
      .map(({ file, syncpack }) => [classKey(file, syncpack), { file, syncpack }]),
  );
  const load = async ([key, { file, syncpack }]: [string, { file: string; syncpack: string | undefined }]) => {
    try {
      classes.set(key, await service.load(file, syncpack));
    } catch (error) {
      if (!(error instanceof SluiceError) || error.kind !== "user") throw error;
      failures.set(key, error);
    }
  };
  await Promise.all([...wanted].map(load));
  const manifests: ManifestLookup = (file, syncpack) => classes.get(classKey(file, syncpack))?.manifest;
  return { classes, failures, manifests };
}

/** Replaces `unknown_step_class` by the true reason where a class was found but cannot be used, or is nearly named. */
export function explainUnknownClasses(
  problems: Problem[],
  { document, loaded }: { document: ApplicationDocument; loaded: LoadedClasses },
): Problem[] {
  if (loaded.failures.size === 0) return problems;
  const views = new Map(readApplication(document, loaded.manifests).steps.map((step) => [step.name, step]));
  return problems.map((problem) => {
    const view = problem.code === "unknown_step_class" ? views.get(problem.step ?? "") : undefined;
    const failure = view && loaded.failures.get(classKey(view.file, view.syncpack));
    if (failure === undefined) return problem;
    const code = failure.code === "not_found" ? problem.code : "broken_step_class";
    return { ...problem, code, message: `The step "${view?.name}": ${failure.message}` };
  });
}
