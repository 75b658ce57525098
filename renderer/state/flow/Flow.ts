import type { JsonObject } from "../../../core/base/json.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";

/** A place on a card where edges begin. */
export interface FlowOutput {
  /** Name of the output; `""` is the plain one. */
  name: string;
  title: string;
}

/** One step as the canvas shows it. The same object as before as long as nothing of it changed. */
export interface FlowStep {
  id: string;
  name: string;
  file: string;
  syncpack: string | undefined;
  /** The step as written. */
  entry: JsonObject;
  /** undefined = the class is not known here. */
  manifest: StepManifest | undefined;
  disabled: boolean;
  /** Data is pinned to it: in runs of the editor it gives that, and its code does not run. */
  pinned: boolean;
  outputs: readonly FlowOutput[];
  /** Upper left corner of its card; undefined = the document does not say. */
  at: { x: number; y: number } | undefined;
  /** The card stands for a folded group with these steps in it. */
  fold?: { group: FlowGroup; steps: readonly FlowStep[] };
}

export type EdgeKind = "success" | "error" | "route";

/** One edge between steps that exist. The same object as before as long as it is there. */
export interface FlowEdge {
  /** Kind, both steps and the output: stable, and different for every edge. */
  id: string;
  kind: EdgeKind;
  from: string;
  to: string;
  /** Name of the output of a route. */
  output: string | undefined;
  /** It ends at a folded group, and stands for this many. */
  count?: number;
}

export interface FlowGroup {
  id: string;
  title: string;
  /** A name of the palette, or "" for the standard one. */
  colour: string;
  steps: readonly string[];
  parent: string | undefined;
  folded: boolean;
}

export interface FlowNote {
  id: string;
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  colour: string;
  /** The step it belongs to. */
  step: string | undefined;
}

/** An application as the editor draws it. Never mutated. */
export interface Flow {
  steps: readonly FlowStep[];
  byId: ReadonlyMap<string, FlowStep>;
  edges: readonly FlowEdge[];
  groups: readonly FlowGroup[];
  notes: readonly FlowNote[];
}

export const emptyFlow: Flow = { steps: [], byId: new Map(), edges: [], groups: [], notes: [] };
