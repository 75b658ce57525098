import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { ApplicationDocument } from "../ApplicationDocument.ts";
import type { Change } from "./Change.ts";

/** Steps are named by id in every operation, keys and variables by name; nothing by its position in a list. */
export type StepOperation =
  /** Adds a step, before another one or last; `at` places its card. */
  | { op: "addStep"; step: string; entry: JsonObject; before?: string | null; at?: { x: number; y: number } }
  /** Removes a step with its edges, its place in routes, layout and groups; notes on it stay, unattached. */
  | { op: "removeStep"; step: string }
  /** Gives a step another name; edges, error edges, routes, layout and step parameters of others follow. */
  | { op: "renameStep"; step: string; name: string }
  /** Moves a step in the list of steps, which is the order of producers. */
  | { op: "reorderStep"; step: string; before: string | null };

export type EdgeOperation =
  /** Adds an edge; `output` also adds it to that route. */
  | { op: "connect"; kind: "output"; from: string; to: string; output?: string }
  | { op: "connect"; kind: "error"; from: string; to: string }
  /** Removes an edge from both sides and from all routes; `output`: from that route, and wholly if it was in no other. */
  | { op: "disconnect"; kind: "output"; from: string; to: string; output?: string }
  | { op: "disconnect"; kind: "error"; from: string; to: string };

export type ValueOperation =
  /** Sets the value at a path that begins with the name of the parameter; an absent value removes it. */
  | { op: "setParameter"; step: string; path: readonly (string | number)[]; value?: JsonValue | undefined }
  /** Sets a base key of a step except its name; an absent value removes it. */
  | { op: "setBase"; step: string; key: string; value?: JsonValue | undefined };

/** Pins data to a step, typed JSON that replaces its output in runs of the editor; an absent value takes the pin off. */
export interface PinOperation {
  op: "setPin";
  step: string;
  value?: JsonValue | undefined;
}

export type VariableOperation =
  | { op: "setAppVariables"; variables: readonly JsonObject[] }
  | { op: "addVariable"; variable: JsonObject; before?: string | null }
  | { op: "removeVariable"; name: string }
  /** Replaces the entry of a variable in its place; the new entry may have another name. */
  | { op: "setVariable"; name: string; variable: JsonObject };

export type ApplicationOperation =
  /** Sets any key of the application except `steps`, `app_variables` and `layout`; an absent value removes it. */
  | { op: "setApplicationKey"; key: string; value?: JsonValue | undefined }
  /** Aligns a configuration; an absent name aligns none. */
  | { op: "setConfiguration"; name?: string | undefined }
  /** Import, restore and a JSON edit: another document as one gesture. */
  | { op: "replaceDocument"; document: ApplicationDocument; stepIds: readonly string[] };

export type LayoutOperation =
  | { op: "moveSteps"; positions: readonly { step: string; x: number; y: number }[] }
  /** `group` and `note` are objects with an `id`, as in `layout.groups` and `layout.notes`. */
  | { op: "addGroup"; group: JsonObject; before?: string | null }
  /** Removes a group; the groups in it move to its parent. */
  | { op: "removeGroup"; id: string }
  | { op: "setGroup"; id: string; key: string; value?: JsonValue | undefined }
  | { op: "addNote"; note: JsonObject; before?: string | null }
  | { op: "removeNote"; id: string }
  | { op: "setNote"; id: string; key: string; value?: JsonValue | undefined };

/** The exact way back of an operation, as `applyOperation` gives it. */
export interface PatchOperation {
  op: "patch";
  changes: readonly Change[];
}

/** Everything that can be done to an application document (architecture, rule 6). Plain JSON. */
export type EditOperation =
  | StepOperation
  | EdgeOperation
  | ValueOperation
  | PinOperation
  | VariableOperation
  | ApplicationOperation
  | LayoutOperation
  | PatchOperation;

export type OperationOf<K extends EditOperation["op"]> = Extract<EditOperation, { op: K }>;
