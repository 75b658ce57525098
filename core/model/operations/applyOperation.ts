import type { ManifestLookup } from "../StepManifest.ts";
import { applyApplicationOperation } from "./applicationOperations.ts";
import { Edit } from "./Edit.ts";
import type { EditOperation } from "./EditOperation.ts";
import type { EditState } from "./EditState.ts";
import { applyEdgeOperation } from "./edgeOperations.ts";
import { applyLayoutOperation } from "./layoutOperations.ts";
import { applyPinOperation } from "./pinOperations.ts";
import { applyStepOperation } from "./stepOperations.ts";
import { applyValueOperation } from "./valueOperations.ts";
import { applyVariableOperation } from "./variableOperations.ts";

export interface AppliedOperation {
  state: EditState;
  /** Applied to `state`, it gives back an equal document with the same order of keys and steps. */
  inverse: EditOperation;
}

/**
 * Applies one operation; mutates nothing. Throws `edit_does_not_apply` with the reason when it does not fit the
 * state. `manifests` tells which keys of ours are parameters of a class and which parameters hold step names, so that
 * a rename follows rightly; without it the keys are taken by their type alone.
 */
export function applyOperation(
  state: EditState,
  operation: EditOperation,
  manifests: ManifestLookup = () => undefined,
): AppliedOperation {
  const edit = new Edit(state, manifests);
  run(edit, operation);
  return { state: edit.state, inverse: { op: "patch", changes: edit.inverse() } };
}

function run(edit: Edit, operation: EditOperation): void {
  switch (operation.op) {
    case "addStep":
    case "removeStep":
    case "renameStep":
    case "reorderStep":
      applyStepOperation(edit, operation);
      return;
    case "connect":
    case "disconnect":
      applyEdgeOperation(edit, operation);
      return;
    case "setParameter":
    case "setBase":
      applyValueOperation(edit, operation);
      return;
    case "setPin":
      applyPinOperation(edit, operation);
      return;
    case "setAppVariables":
    case "addVariable":
    case "removeVariable":
    case "setVariable":
      applyVariableOperation(edit, operation);
      return;
    case "setApplicationKey":
    case "setConfiguration":
    case "replaceDocument":
      applyApplicationOperation(edit, operation);
      return;
    case "patch":
      for (const change of operation.changes) edit.apply(change);
      return;
    default:
      applyLayoutOperation(edit, operation);
      return;
  }
}
