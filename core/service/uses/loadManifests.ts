import type { JsonObject } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { classKey } from "../../engine/ports/RunStore.ts";
import type { ManifestLookup, StepManifest } from "../../model/StepManifest.ts";
import type { StepClassService } from "../stepClasses/StepClassService.ts";
import { readSteps } from "./readSteps.ts";

/** The manifests of all classes that some documents name, each loaded once and no imported code run; a class that cannot be loaded is as good as unknown. */
export async function loadManifests(
  documents: readonly JsonObject[],
  stepClasses: StepClassService,
): Promise<ManifestLookup> {
  const steps = documents.flatMap((document) => readSteps(document, () => undefined));
  const named = steps.filter(({ file }) => file !== "");
  const classes = new Map(named.map((step) => [classKey(step.file, step.syncpack), step]));
  const manifests = new Map<string, StepManifest>();
  await Promise.all(
    [...classes].map(async ([key, { file, syncpack }]) => {
      try {
        manifests.set(key, (await stepClasses.load(file, syncpack, { read: false })).manifest);
      } catch (error) {
        if (!(error instanceof SluiceError) || error.kind !== "user") throw error;
      }
    }),
  );
  return (file, syncpack) => manifests.get(classKey(file, syncpack));
}
