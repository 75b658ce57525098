import { rememberLast } from "../../base/rememberLast.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { classKey } from "../../engine/ports/RunStore.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type { Problem } from "../../model/Problem.ts";
import { readApplication } from "../../model/readApplication.ts";
import { readPackVersions } from "../../model/readPackVersions.ts";
import type { ManifestLookup } from "../../model/StepManifest.ts";
import type { ClassFiles } from "../ports/StepClasses.ts";
import type { LoadedClass, StepClassService } from "./StepClassService.ts";

/** A class as a run holds it. */
export type PlannedClass = Pick<LoadedClass, "reference" | "manifest">;

export interface LoadedClasses {
  /** By `classKey`. */
  classes: Map<string, LoadedClass>;
  /** Those that were given and not looked up. */
  given: Record<string, PlannedClass>;
  /** Why a class could not be loaded, by `classKey`. */
  failures: Map<string, SluiceError>;
  manifests: ManifestLookup;
}

const listWanted = rememberLast(
  ({ document }: { document: ApplicationDocument }): [string, ClassName][] => [
    ...new Map(
      readApplication(document, () => undefined)
        .steps.filter((step) => step.file !== "" && !step.disabled)
        .map(({ file, syncpack }): [string, ClassName] => [classKey(file, syncpack), { file, syncpack }]),
    ),
  ],
  { key: ({ document }) => document, isSame: () => true },
);

/** Loads every class an application names but those given, imported ones as `StepClassService.load` says of `read`; what cannot be used is reported, not thrown. Throws what `StepClassService.check` throws. */
export async function loadClasses(
  document: ApplicationDocument,
  options: {
    service: StepClassService;
    given?: Record<string, PlannedClass> | undefined;
    /** Texts that count instead of the class of a name, such as its draft. */
    texts?: ((file: string) => ClassFiles | undefined) | undefined;
    read: boolean;
  },
): Promise<LoadedClasses> {
  const { service, given = {}, texts, read } = options;
  // A folder that is not there is no problem of the document.
  await service.check();
  const classes = new Map<string, LoadedClass>();
  const failures = new Map<string, SluiceError>();
  const wanted = listWanted({ document }).filter(([key]) => !Object.hasOwn(given, key));
  const versions = readPackVersions(document);
  const load = async ([key, { file, syncpack }]: [string, ClassName]): Promise<void> => {
    try {
      const text = syncpack === undefined ? texts?.(file) : undefined;
      classes.set(
        key,
        await (text === undefined ? service.load(file, syncpack, { read, versions }) : service.loadText(text)),
      );
    } catch (error) {
      if (!(error instanceof SluiceError) || error.kind !== "user") throw error;
      failures.set(key, error);
    }
  };
  await Promise.all(wanted.map(load));
  const manifests: ManifestLookup = (file, syncpack) => {
    const key = classKey(file, syncpack);
    return (classes.get(key) ?? (Object.hasOwn(given, key) ? given[key] : undefined))?.manifest;
  };
  return rememberClasses(document, { classes, given, failures, manifests });
}

const known = new WeakMap<ApplicationDocument, LoadedClasses>();

/** What was found for the last run of the document, if it was the same: what is known of it is then known of this one. */
function rememberClasses(document: ApplicationDocument, found: LoadedClasses): LoadedClasses {
  const last = known.get(document);
  if (last !== undefined && areSame(last, found)) return last;
  if (found.failures.size === 0) known.set(document, found);
  return found;
}

function areSame(one: LoadedClasses, other: LoadedClasses): boolean {
  if (other.failures.size > 0 || one.classes.size !== other.classes.size) return false;
  const keys = Object.keys(other.given);
  if (keys.length !== Object.keys(one.given).length) return false;
  if (keys.some((key) => one.given[key] !== other.given[key])) return false;
  return [...other.classes].every(([key, found]) => {
    const last = one.classes.get(key);
    // A manifest is that of its code, once it was read.
    return last !== undefined && last.manifest.unread === found.manifest.unread && hasSamePlace(last, found);
  });
}

function hasSamePlace({ reference: a, owner, version }: LoadedClass, other: LoadedClass): boolean {
  const b = other.reference;
  if (owner !== other.owner || version !== other.version || a.hash !== b.hash || a.modulePath !== b.modulePath)
    return false;
  return a.originFolder === b.originFolder && a.packEnvironment === b.packEnvironment;
}

interface ClassName {
  file: string;
  syncpack: string | undefined;
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
