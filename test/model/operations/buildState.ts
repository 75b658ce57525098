import type { JsonObject } from "../../../core/base/json.ts";
import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";

/** A state whose step ids are `id of NAME`. */
export function buildState(document: JsonObject): EditState {
  const steps = document.steps as JsonObject[];
  return { document, stepIds: steps.map((step) => `id of ${step.name as string}`) };
}

/** The document after an operation. */
export function editDocument(document: JsonObject, ...operations: EditOperation[]): JsonObject {
  return operations.reduce((state, operation) => applyOperation(state, operation).state, buildState(document)).document;
}

/** The entry of one step after an operation. */
export function editStep(steps: JsonObject[], name: string, operation: EditOperation): JsonObject | undefined {
  const edited = editDocument({ steps }, operation).steps as JsonObject[];
  return edited.find((step) => step.name === name);
}
