import type { CodePlace } from "../code/findAuthorPlace.ts";
import type { Wire } from "../flow/findConnectRefusal.ts";
import type { Point } from "../ports/CanvasPort.ts";
import type { Version } from "../ports/VersionPort.ts";
import type { Replacement } from "../refactor/everywhere.ts";

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

/** The list of step classes that opens on the canvas, and what a chosen one is wired to. */
export interface Chooser {
  /** Where the new card goes, in canvas units. */
  at: Point;
  /** Where a wire to it begins. */
  from?: Omit<Wire, "to">;
  /** Id of an edge it is put on. */
  edge?: string;
  /** Id of a step that gets the chosen class instead of a new step. */
  replace?: string;
}

export const bottomTabs = ["outline", "problems", "log", "timeline", "report"] as const;
export type BottomTab = (typeof bottomTabs)[number];

/** What the panel of a step can show of it, in the order of its tabs. */
export const stepTabs = ["parameters", "input", "output", "test", "code", "log", "retry", "wires", "help"] as const;
export type StepTab = (typeof stepTabs)[number];

/** How saved data can be looked at. */
export const dataModes = ["tree", "table", "schema", "changes"] as const;
export type DataMode = (typeof dataModes)[number];

/** A dialog of the document. */
export type Dialog =
  | { kind: "publish" | "discard" | "revisions" | "json" | "extract" | "editMany" }
  | { kind: "inline"; step: string }
  | { kind: "names"; purpose: "rename" | "copy" }
  | { kind: "diff"; from: Version; to: Version };

/** A new name; with `configuration`: of a variable of that configuration instead of the application. */
export type Renaming =
  | { step: string; name: string }
  | { variable: string; name: string; configuration?: string | undefined };

/** What a context menu is of. */
export type MenuPlace =
  | ("canvas" | "step" | "steps" | "edge" | "note" | "group")
  // Rows of panels.
  | ("problem" | "logLine" | "timelineRow");

/** A place in the code of a class, or in that of a parameter of a step by its id. */
export type AskedPlace = CodePlace & ({ file: string } | { step: string; parameter: string });

/** What this window looks at. Nothing of it is part of the document. */
export interface SessionState {
  selection: Selection;
  /** The step whose panel is open. */
  openStep: string | undefined;
  /** The step or note whose text is being edited in its place. */
  editing: { kind: "step" | "note" | "group"; id: string } | undefined;
  registry: boolean;
  stepPanel: boolean;
  stepTab: StepTab;
  /** Parameters are shown as JSON instead of as a form. */
  parametersJson: boolean;
  dataMode: DataMode;
  bottomPanel: boolean;
  bottomTab: BottomTab;
  minimap: boolean;
  /** How wide or high the panels are, pixels. */
  sizes: Readonly<Record<"registry" | "step" | "bottom", number>>;
  /** Steps that differ from what is published are marked on the canvas. */
  marksChanges: boolean;
  chooser: Chooser | undefined;
  /** The context menu that is open, at a point of the window; of a row of a panel with what that says. */
  menu: { place: MenuPlace; x: number; y: number; text?: string } | undefined;
  palette: boolean;
  dialog: Dialog | undefined;
  /** The dialog that asks how a run is to be. */
  customRun: boolean;
  /** The list that opens anything by name. */
  opener: boolean;
  /** The step from which a wire is to be drawn by choosing where it leads. */
  connecting: string | undefined;
  /** A new name of a step (by its id) or a variable (by its name) whose uses are to be chosen first. */
  renaming: Renaming | undefined;
  /** The variable that the settings of the application bring into view as soon as they show it. */
  goingTo: { kind: "appvar" | "config"; name: string } | undefined;
  /** What is searched for in the application; undefined = the search is closed. */
  finding: string | undefined;
  /** The search is over all applications. */
  findsEverywhere: boolean;
  /** The last replacement everywhere, which can be taken back. */
  replaced: Replacement | undefined;
  /** The list of all keys is open. */
  keyList: boolean;
  /** The class whose code has the place of the canvas, and the id of the step it was opened from. */
  codePane: { file: string; syncpack: string | undefined; step: string | undefined } | undefined;
  /** A place in code that is shown as soon as the code is, from 1. */
  codePlace: AskedPlace | undefined;
  /** The dialog for a new class is open. */
  newClass: boolean;
  /** Single letters are keys while the canvas has the focus. */
  letterKeys: boolean;
}
