import { isJsonObject, type JsonObject, ownValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ApplicationDocument } from "../ApplicationDocument.ts";
import type { Pins } from "./Pins.ts";

/** What the editor changes: a document, the ids of its steps in the order of `steps`, and pins. Never mutated. */
export interface EditState {
  readonly document: ApplicationDocument;
  readonly stepIds: readonly string[];
  /** Absent = nothing is pinned. */
  readonly pins?: Pins;
}

/** Thrown for an operation that does not fit the state; the message says why, in a sentence for the person who edits. */
export function refuse(message: string, details: Record<string, unknown> = {}): SluiceError {
  return new SluiceError("edit_does_not_apply", message, { details });
}

/** The entry of a step. Throws when there is none of that id. */
export function getStepEntry(state: EditState, id: string): JsonObject {
  const index = state.stepIds.indexOf(id);
  const steps = ownValue(state.document, "steps");
  const entry = index === -1 || !Array.isArray(steps) ? undefined : steps[index];
  if (!isJsonObject(entry)) throw refuse("The step no longer exists.", { step: id });
  return entry;
}

/** The name of a step as written; throws when it has none. */
export function getStepName(state: EditState, id: string): string {
  const name = ownValue(getStepEntry(state, id), "name");
  if (typeof name !== "string" || name === "") throw refuse("The step has no name. Give it one first.", { step: id });
  return name;
}

/** Id of the step that edges mean by a name: the first of that name. */
export function findStepByName(state: EditState, name: string): string | undefined {
  const steps = ownValue(state.document, "steps");
  const index = (Array.isArray(steps) ? steps : []).findIndex(
    (entry) => isJsonObject(entry) && ownValue(entry, "name") === name,
  );
  return index === -1 ? undefined : state.stepIds[index];
}

/** Whether a second step has the name of this one, so that edges cannot tell them apart. */
export function hasNamesake(state: EditState, id: string): boolean {
  const name = ownValue(getStepEntry(state, id), "name");
  const steps = ownValue(state.document, "steps");
  return (Array.isArray(steps) ? steps : []).some(
    (entry, index) => state.stepIds[index] !== id && isJsonObject(entry) && ownValue(entry, "name") === name,
  );
}

/** Ids by name as the store keeps them, to the list beside `steps`; `createId` makes the missing ones. */
export function toStepIdList(
  document: ApplicationDocument,
  ids: Readonly<Record<string, string>>,
  createId: () => string,
): string[] {
  const steps = ownValue(document, "steps");
  const used = new Set<string>();
  return (Array.isArray(steps) ? steps : []).map((entry) => {
    const name = isJsonObject(entry) ? ownValue(entry, "name") : undefined;
    const known = typeof name === "string" && Object.hasOwn(ids, name) ? ids[name] : undefined;
    const id = known === undefined || used.has(known) ? createId() : known;
    used.add(id);
    return id;
  });
}
