/** What is selected, by id. */
export interface Selection {
  steps: ReadonlySet<string>;
  edges: ReadonlySet<string>;
  notes: ReadonlySet<string>;
  groups: ReadonlySet<string>;
}

export const nothingSelected: Selection = {
  steps: new Set(),
  edges: new Set(),
  notes: new Set(),
  groups: new Set(),
};

export type BottomTab = "outline" | "problems";

/** What this window looks at. Nothing of it is part of the document. */
export interface SessionState {
  selection: Selection;
  /** The step whose panel is open. */
  openStep: string | undefined;
  /** The step or note whose text is being edited in its place. */
  editing: { kind: "step" | "note" | "group"; id: string } | undefined;
  registry: boolean;
  stepPanel: boolean;
  bottomPanel: boolean;
  bottomTab: BottomTab;
  minimap: boolean;
  /** Single letters are keys while the canvas has the focus. */
  letterKeys: boolean;
}
