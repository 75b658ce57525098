import { type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import type { ManifestLookup } from "../StepManifest.ts";
import { applyChange } from "./applyChange.ts";
import type { Change, ListName, Place } from "./Change.ts";
import { getListRule, readList, readPlace } from "./documentLists.ts";
import { type EditState, refuse } from "./EditState.ts";
import { findPin } from "./Pins.ts";

/** One operation on its way: the state so far and the way back. */
export class Edit {
  state: EditState;
  /** Tells which keys are parameters; optional, because most operations need no manifest. */
  readonly manifests: ManifestLookup;
  private readonly back: Change[] = [];

  constructor(state: EditState, manifests: ManifestLookup) {
    this.state = state;
    this.manifests = manifests;
  }

  apply(change: Change): void {
    const { state, inverse } = applyChange(this.state, change);
    this.state = state;
    this.back.push(inverse);
  }

  /** Sets a key, or removes it with undefined. Setting the value it has changes nothing. */
  setKey(at: Place, key: string, value: JsonValue | undefined): void {
    const object = readPlace(this.state, at);
    const from = object === undefined ? undefined : ownValue(object, key);
    if (object !== undefined && from === value) return;
    this.apply({ change: "key", at, key, from, to: value });
  }

  /** Pins data to a step, or takes the pin off with undefined. */
  setPin(step: string, value: JsonValue | undefined): void {
    const from = findPin(this.state, step);
    if (from !== value) this.apply({ change: "pin", step, from, to: value });
  }

  /** Adds an item before another one, or last; makes the list, and the layout around it, when absent. */
  insert(list: ListName, id: string, item: JsonObject, before: string | null = null): void {
    const { parent, key } = getListRule(list);
    if (readPlace(this.state, parent) === undefined) this.setKey("application", "layout", emptyLayout());
    const object = readPlace(this.state, parent) ?? {};
    if ((ownValue(object, key) ?? null) === null) this.setKey(parent, key, []);
    this.apply({ change: "insert", list, id, item, before });
  }

  /** Removes an item; returns the id of the one that followed it. */
  remove(list: ListName, id: string): string | null {
    const item = readPlace(this.state, { list, id });
    if (item === undefined) throw refuse("What should be removed no longer exists.", { list, id });
    const { ids } = readList(this.state, list);
    const next = ids[ids.indexOf(id) + 1] ?? null;
    this.apply({ change: "remove", list, id, item });
    return next;
  }

  /** The changes that lead back, in the order to make them. */
  inverse(): Change[] {
    return this.back.toReversed();
  }
}

function emptyLayout(): JsonObject {
  return { version: 1, steps: [], groups: [], notes: [] };
}
