import { type JsonObject, ownValue } from "../../base/json.ts";
import { readPlace } from "./documentLists.ts";
import type { Edit } from "./Edit.ts";
import type { OperationOf, StepOperation } from "./EditOperation.ts";
import { findStepByName, getStepEntry, hasNamesake, refuse } from "./EditState.ts";
import { placeStep, removeStepFromLayout, renameStepInLayout } from "./layoutOperations.ts";
import { replaceReferences } from "./stepReferences.ts";

export function applyStepOperation(edit: Edit, operation: StepOperation): void {
  switch (operation.op) {
    case "addStep":
      addStep(edit, operation);
      return;
    case "removeStep":
      removeStep(edit, operation.step);
      return;
    case "renameStep":
      renameStep(edit, operation);
      return;
    case "reorderStep":
      reorderStep(edit, operation);
      return;
  }
}

function addStep(edit: Edit, { step, entry, before, at }: OperationOf<"addStep">): void {
  assertNewName(edit, ownValue(entry, "name"));
  edit.insert("steps", step, entry, before ?? null);
  if (at !== undefined) placeStep(edit, { step, ...at });
}

function removeStep(edit: Edit, step: string): void {
  const name = ownValue(getStepEntry(edit.state, step), "name");
  removeStepFromLayout(edit, step);
  if (typeof name === "string" && !hasNamesake(edit.state, step)) {
    replaceReferences(edit, { name, to: undefined, except: step });
  }
  edit.setPin(step, undefined);
  edit.remove("steps", step);
}

function renameStep(edit: Edit, { step, name }: OperationOf<"renameStep">): void {
  const old = ownValue(getStepEntry(edit.state, step), "name");
  if (old === name) return;
  assertNewName(edit, name);
  const isMeant = typeof old === "string" && old !== "" && findStepByName(edit.state, old) === step;
  edit.setKey({ list: "steps", id: step }, "name", name);
  if (isMeant) replaceReferences(edit, { name: old, to: name });
  renameStepInLayout(edit, { step, old, name });
}

function reorderStep(edit: Edit, { step, before }: OperationOf<"reorderStep">): void {
  if (before === step) return;
  if (before !== null) getStepEntry(edit.state, before);
  const entry: JsonObject = readPlace(edit.state, { list: "steps", id: step }) ?? getStepEntry(edit.state, step);
  edit.remove("steps", step);
  edit.insert("steps", step, entry, before);
}

function assertNewName(edit: Edit, name: unknown): void {
  if (typeof name !== "string" || name === "") throw refuse("A step needs a name.");
  if (findStepByName(edit.state, name) === undefined) return;
  throw refuse(`There is already a step named ${JSON.stringify(name)}. Choose another name.`, { name });
}
