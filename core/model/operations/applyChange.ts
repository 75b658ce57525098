import { isJsonEqual, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import type { ApplicationDocument } from "../ApplicationDocument.ts";
import type { Change, ListName, Place } from "./Change.ts";
import { getListRule, isAmbiguous, readList, readPlace } from "./documentLists.ts";
import { type EditState, refuse } from "./EditState.ts";
import { keyAfter, withKey } from "./objectKeys.ts";
import { findPin, withPins } from "./Pins.ts";

/** A new state and the change that leads back exactly, the order of keys and items included. */
export interface AppliedChange {
  state: EditState;
  inverse: Change;
}

/** Makes one change. Throws when the state is no longer the one the change was made for. */
export function applyChange(state: EditState, change: Change): AppliedChange {
  switch (change.change) {
    case "key":
      return applyKey(state, change);
    case "insert":
      return applyInsert(state, change);
    case "remove":
      return applyRemove(state, change);
    case "replace":
      return applyReplace(state, change);
    case "pin":
      return applyPin(state, change);
  }
}

type Of<K extends Change["change"]> = Extract<Change, { change: K }>;

function applyKey(state: EditState, change: Of<"key">): AppliedChange {
  const { at, key, from, to, before } = change;
  const object = readPlace(state, at);
  if (object === undefined) throw refuse(`The ${describe(at)} no longer exists.`, { at });
  const present = ownValue(object, key);
  if (!isJsonEqual(present, from)) throw refuse(`"${key}" of the ${describe(at)} was changed since.`, { at, key });
  const after = present === undefined ? undefined : keyAfter(object, key);
  return {
    state: writePlace(state, at, withKey(object, { key, value: to, before })),
    inverse: { change: "key", at, key, from: to, to: from, before: after },
  };
}

function applyInsert(state: EditState, change: Of<"insert">): AppliedChange {
  const { list, id, item, before } = change;
  const { items, ids } = readList(state, list);
  if (list === "steps" && ids.includes(id)) throw refuse("A step of this id exists already.", { step: id });
  const anchor = before === null ? -1 : ids.indexOf(before);
  const index = anchor === -1 ? items.length : anchor;
  if (isAmbiguous([...ids, id])) return replaceList(state, list, items.toSpliced(index, 0, item));
  return {
    state: spliceList(state, list, { index, remove: 0, items, insert: [{ id, item }] }),
    inverse: { change: "remove", list, id, item },
  };
}

function applyRemove(state: EditState, change: Of<"remove">): AppliedChange {
  const { list, id, item } = change;
  const { items, ids } = readList(state, list);
  const index = ids.indexOf(id);
  const { item: word } = getListRule(list);
  if (index === -1) throw refuse(`The ${word} no longer exists.`, { list, id });
  if (!isJsonEqual(items[index], item)) throw refuse(`The ${word} was changed since.`, { list, id });
  if (isAmbiguous(ids)) return replaceList(state, list, items.toSpliced(index, 1));
  return {
    state: spliceList(state, list, { index, remove: 1, items, insert: [] }),
    inverse: { change: "insert", list, id, item, before: ids[index + 1] ?? null },
  };
}

function applyReplace(state: EditState, { from, to }: Of<"replace">): AppliedChange {
  const same = isJsonEqual(state.document, from.document) && isJsonEqual([...state.stepIds], [...from.stepIds]);
  if (!same) throw refuse("The application was changed since.");
  const next = withPins(to, { ...to.pins, ...state.pins });
  const lost = Object.entries(state.pins ?? {}).filter(([step]) => findPin(next, step) === undefined);
  const before = { ...withPins(from, undefined), ...(lost.length === 0 ? {} : { pins: Object.fromEntries(lost) }) };
  return { state: next, inverse: { change: "replace", from: withPins(to, undefined), to: before } };
}

function applyPin(state: EditState, { step, from, to }: Of<"pin">): AppliedChange {
  if (!state.stepIds.includes(step)) throw refuse("The step no longer exists.", { step });
  if (!isJsonEqual(findPin(state, step), from)) throw refuse("What is pinned to the step was changed since.", { step });
  const others = Object.fromEntries(Object.entries(state.pins ?? {}).filter(([id]) => id !== step));
  return {
    state: withPins(state, to === undefined ? others : { ...others, [step]: to }),
    inverse: { change: "pin", step, from: to, to: from },
  };
}

function replaceList(state: EditState, list: ListName, items: JsonValue[]): AppliedChange {
  const { parent, key } = getListRule(list);
  const from = ownValue(readPlace(state, parent) ?? {}, key);
  return applyKey(state, { change: "key", at: parent, key, from, to: items });
}

function spliceList(
  state: EditState,
  list: ListName,
  splice: { index: number; remove: number; items: JsonValue[]; insert: { id: string; item: JsonObject }[] },
): EditState {
  const { index, remove, items, insert } = splice;
  const next = writeList(state, list, items.toSpliced(index, remove, ...insert.map(({ item }) => item)));
  if (list !== "steps") return next;
  return { ...next, stepIds: state.stepIds.toSpliced(index, remove, ...insert.map(({ id }) => id)) };
}

function writeList(state: EditState, list: ListName, items: JsonValue[]): EditState {
  const { parent, key } = getListRule(list);
  const object = readPlace(state, parent);
  if (object === undefined) throw refuse(`The ${parent} no longer exists.`);
  return writePlace(state, parent, withKey(object, { key, value: items }));
}

function writePlace(state: EditState, place: Place, object: JsonObject): EditState {
  if (place === "application") return { ...state, document: object satisfies ApplicationDocument };
  if (place === "layout") return { ...state, document: withKey(state.document, { key: "layout", value: object }) };
  const { items, ids } = readList(state, place.list);
  return writeList(state, place.list, items.with(ids.indexOf(place.id), object));
}

function describe(place: Place): string {
  return typeof place === "string" ? place : getListRule(place.list).item;
}
