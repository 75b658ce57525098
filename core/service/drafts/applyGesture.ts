import { applyOperation } from "../../model/operations/applyOperation.ts";
import type { EditOperation } from "../../model/operations/EditOperation.ts";
import type { EditState } from "../../model/operations/EditState.ts";
import type { ManifestLookup } from "../../model/StepManifest.ts";

export interface AppliedGesture {
  state: EditState;
  /** As the journal keeps them: what they do depends on nothing but the document. */
  operations: EditOperation[];
  inverse: EditOperation[];
}

/** Applies operations one after another; mutates nothing. Throws `edit_does_not_apply`: then none of them is done. */
export function applyGesture(
  start: EditState,
  operations: readonly EditOperation[],
  manifests?: ManifestLookup,
): AppliedGesture {
  let state = start;
  const kept: EditOperation[] = [];
  const inverse: EditOperation[] = [];
  for (const operation of operations) {
    const applied = applyOperation(state, operation, manifests);
    kept.push(followsManifests(operation) ? applyOperation(applied.state, applied.inverse).inverse : operation);
    inverse.unshift(applied.inverse);
    state = applied.state;
  }
  return { state, operations: kept, inverse };
}

/** Whether what an operation changes depends on what step classes declare, which may be another thing tomorrow. */
export function followsManifests({ op }: EditOperation): boolean {
  return op === "renameStep" || op === "removeStep";
}
