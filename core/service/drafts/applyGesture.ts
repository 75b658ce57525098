import { applyOperation } from "../../model/operations/applyOperation.ts";
import type { Change, Place } from "../../model/operations/Change.ts";
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

/** The way back over two gestures, the later one first. Two changes of one key become one: typing does not pile up. */
export function joinInverses(later: readonly EditOperation[], earlier: readonly EditOperation[]): EditOperation[] {
  const [a, b] = [onlyKeyChange(later), onlyKeyChange(earlier)];
  const isOneKey = a !== undefined && b !== undefined && a.key === b.key && isSamePlace(a.at, b.at);
  // A key that was gone in between finds its place among the others only by going back the same way.
  if (!isOneKey || a.to === undefined) return [...later, ...earlier];
  return [{ op: "patch", changes: [{ ...a, to: b.to }] }];
}

type KeyChange = Extract<Change, { change: "key" }>;

function onlyKeyChange([operation, ...rest]: readonly EditOperation[]): KeyChange | undefined {
  if (operation?.op !== "patch" || rest.length > 0 || operation.changes.length !== 1) return undefined;
  const [change] = operation.changes;
  return change?.change === "key" ? change : undefined;
}

function isSamePlace(a: Place, b: Place): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  return a.list === b.list && a.id === b.id;
}
