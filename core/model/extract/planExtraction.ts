import type { ApplicationDocument } from "../ApplicationDocument.ts";
import type { EditOperation } from "../operations/EditOperation.ts";
import type { EditState } from "../operations/EditState.ts";
import type { ManifestLookup } from "../StepManifest.ts";
import { findBorder } from "./Border.ts";
import { buildChild } from "./buildChild.ts";
import { changeParent } from "./changeParent.ts";
import { checkExtraction } from "./checkExtraction.ts";
import { takeName } from "./entryTexts.ts";
import { type Finding, isRefused } from "./Finding.ts";
import type { Place } from "./layoutItems.ts";
import { type Handover, planHandover } from "./planHandover.ts";
import { readStepGraph } from "./StepGraph.ts";

export interface ExtractionRequest {
  state: EditState;
  /** Ids of the steps that become the child. */
  steps: ReadonlySet<string>;
  /** Ids of the notes that go along, beside those on the steps. */
  notes: ReadonlySet<string>;
  child: { name: string; friendlyName: string };
  manifests: ManifestLookup;
  createId: () => string;
  /** From one card to the next one, to the right and down. */
  spacing: Place;
}

export interface Extraction {
  findings: readonly Finding[];
  /** undefined = it is refused. */
  child: ApplicationDocument | undefined;
  /** What happens to the parent, as one gesture. */
  operations: readonly EditOperation[];
  /** Id of the step that runs the child. */
  trigger: string;
}

/**
 * Makes chosen steps an application of their own, which a Trigger Application step runs in their place. Scripts stand in
 * for the producers in the child and for the last steps in the parent, so that everybody finds data under the same name.
 */
export function planExtraction(request: ExtractionRequest): Extraction {
  const { state, manifests, createId, child } = request;
  const graph = readStepGraph(state, manifests);
  const border = findBorder(graph, request.steps);
  const refused = checkExtraction(border);
  const trigger = createId();
  if (isRefused(refused)) return { findings: refused, child: undefined, operations: [], trigger };
  const names = new Set(graph.steps.map(({ name }) => name));
  const handover = planHandover(state.document, border, takeName(child.friendlyName, names));
  const findings = [...refused, ...handover.findings];
  const parts = { request, border, handover, trigger };
  return { findings, child: buildChild(parts), operations: changeParent(parts), trigger };
}

/** What the two halves of an extraction are made from. */
export interface ExtractionParts {
  request: ExtractionRequest;
  border: ReturnType<typeof findBorder>;
  handover: Handover;
  /** Id of the new step. */
  trigger: string;
}
