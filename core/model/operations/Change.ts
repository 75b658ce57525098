import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { EditState } from "./EditState.ts";

/** The lists of a document whose items have an identity: step id, variable name, id of a group or note. */
export type ListName = "steps" | "variables" | "layoutSteps" | "groups" | "notes";

/** An object of a document that holds keys. */
export type Place = "application" | "layout" | { list: ListName; id: string };

/** One exact, reversible change. Plain JSON: an absent `from` or `to` means that the key is absent. */
export type Change =
  | {
      change: "key";
      at: Place;
      key: string;
      from?: JsonValue | undefined;
      to?: JsonValue | undefined;
      /** A new key goes before this one; null = last. */
      before?: string | null | undefined;
    }
  | { change: "insert"; list: ListName; id: string; item: JsonObject; before: string | null }
  | { change: "remove"; list: ListName; id: string; item: JsonObject }
  /** Another document; `pins` of `to` come back with it, those that stand now stay with their steps. */
  | { change: "replace"; from: EditState; to: EditState }
  | { change: "pin"; step: string; from?: JsonValue | undefined; to?: JsonValue | undefined };
