import type { ManifestLookup, StepManifest } from "../../../core/model/StepManifest.ts";

/** The manifest of a step class, every field optional but its file. */
export function buildManifest(manifest: Partial<StepManifest> & { file: string }): StepManifest {
  return {
    friendlyName: manifest.file,
    description: "",
    version: "1.0.0",
    type: "standard",
    parameters: [],
    stepFunctions: [],
    usesPreviousParameters: false,
    hash: "0",
    ...manifest,
  };
}

export function lookupOf(...manifests: StepManifest[]): ManifestLookup {
  return (file, syncpack) => manifests.find((one) => one.file === file && one.syncpack === syncpack);
}
