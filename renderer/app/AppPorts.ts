import type { ManifestLookup, StepManifest } from "../../core/model/StepManifest.ts";
import type { DraftPort } from "../state/ports/DraftPort.ts";
import type { RunPort } from "../state/ports/RunPort.ts";

/** The host as the editor sees it. Every call rejects with a sentence when it fails. */
export interface AppPorts {
  /** The step classes in the order of the registry. */
  listClasses(): Promise<{ classes: readonly StepManifest[]; manifests: ManifestLookup }>;
  /** The draft of an application, by name. */
  openDraft(name: string): DraftPort;
  /** The runs of what is on screen; undefined = not available. */
  openRuns(name: string): RunPort | undefined;
}
