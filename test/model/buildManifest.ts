import type { ManifestLookup, ParameterManifest, StepManifest } from "../../core/model/StepManifest.ts";

export function buildManifest(manifest: Partial<StepManifest> = {}): StepManifest {
  return {
    file: "TraceTask",
    friendlyName: "Trace",
    description: "",
    version: "1.0.0",
    type: "standard",
    parameters: [],
    stepFunctions: [],
    usesPreviousParameters: false,
    hash: "",
    ...manifest,
  };
}

export function buildParameter(parameter: Partial<ParameterManifest> = {}): ParameterManifest {
  return { name: "url", kind: "text", ...parameter };
}

/** Knows exactly the given classes. */
export function buildLookup(...manifests: StepManifest[]): ManifestLookup {
  return (file) => manifests.find((manifest) => manifest.file === file);
}

/** Knows every class; none declares a parameter. */
export const anyClass: ManifestLookup = (file) => buildManifest({ file });
