import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { createMemberReader } from "./createMemberReader.ts";
import { readList, readPlace } from "./documentLists.ts";
import type { Edit } from "./Edit.ts";
import type { LayoutOperation } from "./EditOperation.ts";
import { getStepEntry, refuse } from "./EditState.ts";
import { withKey } from "./objectKeys.ts";

export function applyLayoutOperation(edit: Edit, operation: LayoutOperation): void {
  switch (operation.op) {
    case "moveSteps":
      for (const position of operation.positions) placeStep(edit, position);
      return;
    case "addGroup":
      addItem(edit, "groups", operation.group, operation.before ?? null);
      return;
    case "removeGroup":
      removeGroup(edit, operation.id);
      return;
    case "setGroup":
      setItem(edit, "groups", operation);
      return;
    case "addNote":
      addItem(edit, "notes", operation.note, operation.before ?? null);
      return;
    case "removeNote":
      edit.remove("notes", operation.id);
      return;
    case "setNote":
      setItem(edit, "notes", operation);
      return;
  }
}

/** Gives the card of a step its place. */
export function placeStep(edit: Edit, { step, x, y }: { step: string; x: number; y: number }): void {
  const name = ownValue(getStepEntry(edit.state, step), "name") ?? "";
  const id = findLayoutStep(edit, step, name);
  if (id === undefined) {
    edit.insert("layoutSteps", step, { id: step, step: name, x, y });
    return;
  }
  edit.setKey({ list: "layoutSteps", id }, "x", x);
  edit.setKey({ list: "layoutSteps", id }, "y", y);
}

/** The name beside a step's position follows a rename; groups and notes that called the step by its name have its id then. */
export function renameStepInLayout(
  edit: Edit,
  change: { step: string; old: JsonValue | undefined; name: string },
): void {
  if (readPlace(edit.state, "layout") === undefined) return;
  if (!edit.state.stepIds.includes(String(change.old)))
    replaceMember(edit, (member) => member === change.old, change.step);
  const id = findLayoutStep(edit, change.step, change.old);
  if (id === undefined) return;
  const position = readPlace(edit.state, { list: "layoutSteps", id });
  if (position === undefined) return;
  if (ownValue(position, "id") === id) {
    edit.setKey({ list: "layoutSteps", id }, "step", change.name);
    return;
  }
  // Without an id the name is the identity of the position, so it cannot be changed in place.
  const next = edit.remove("layoutSteps", id);
  edit.insert("layoutSteps", change.name, withKey(position, { key: "step", value: change.name }), next);
}

/** Takes a step out of the layout: its position, its membership in groups, and what ties notes to it. */
export function removeStepFromLayout(edit: Edit, step: string): void {
  if (readPlace(edit.state, "layout") === undefined) return;
  const read = createMemberReader(edit.state);
  replaceMember(edit, (member) => read(member) === step, undefined);
  const id = findLayoutStep(edit, step, ownValue(getStepEntry(edit.state, step), "name"));
  if (id !== undefined) edit.remove("layoutSteps", id);
}

/** Another member for one that groups and notes have; undefined = none. */
function replaceMember(edit: Edit, isMeant: (member: string) => boolean, to: string | undefined): void {
  const matches = (member: JsonValue | undefined): boolean => typeof member === "string" && isMeant(member);
  for (const { id, item } of listItems(edit, "groups")) {
    const members = ownValue(item, "steps");
    if (!Array.isArray(members) || !members.some(matches)) continue;
    const next = members.flatMap((member) => (matches(member) ? (to ?? []) : [member]));
    edit.setKey({ list: "groups", id }, "steps", next);
  }
  for (const { id, item } of listItems(edit, "notes")) {
    if (matches(ownValue(item, "step"))) edit.setKey({ list: "notes", id }, "step", to);
  }
}

/** The key of a step's position: its id or, in a layout from elsewhere whose ids mean nothing here, that of its name. */
function findLayoutStep(edit: Edit, step: string, name: JsonValue | undefined): string | undefined {
  const { items, ids } = readList(edit.state, "layoutSteps");
  if (ids.includes(step)) return step;
  if (typeof name !== "string" || name === "") return undefined;
  const byName = items.findIndex((item, index) => {
    if (!isJsonObject(item) || ownValue(item, "step") !== name) return false;
    const id = ids[index];
    return id !== undefined && !edit.state.stepIds.includes(id);
  });
  return ids[byName];
}

function listItems(edit: Edit, list: "groups" | "notes"): { id: string; item: JsonObject }[] {
  const { items, ids } = readList(edit.state, list);
  return items.flatMap((item, index) => {
    const id = ids[index];
    return id !== undefined && isJsonObject(item) ? [{ id, item }] : [];
  });
}

function addItem(edit: Edit, list: "groups" | "notes", item: JsonObject, before: string | null): void {
  const id = ownValue(item, "id");
  if (typeof id !== "string" || id === "") throw refuse("A group or note needs an id.");
  if (readList(edit.state, list).ids.includes(id)) throw refuse("A group or note of this id exists already.", { id });
  edit.insert(list, id, item, before);
}

function setItem(
  edit: Edit,
  list: "groups" | "notes",
  change: { id: string; key: string; value?: JsonValue | undefined },
): void {
  if (change.key === "id") throw refuse("The id of a group or note never changes.", { id: change.id });
  edit.setKey({ list, id: change.id }, change.key, change.value);
}

function removeGroup(edit: Edit, id: string): void {
  const group = readPlace(edit.state, { list: "groups", id });
  if (group === undefined) throw refuse("The group no longer exists.", { id });
  for (const { id: child, item } of listItems(edit, "groups")) {
    if (ownValue(item, "parent") === id)
      edit.setKey({ list: "groups", id: child }, "parent", ownValue(group, "parent"));
  }
  edit.remove("groups", id);
}
