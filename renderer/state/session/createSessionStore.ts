import { createStore, type StoreApi } from "zustand/vanilla";
import type { Flow } from "../flow/Flow.ts";
import { startSizes } from "./keepWorkspace.ts";
import { nothingSelected, type Selection, type SessionState } from "./SessionState.ts";

export interface SessionStore {
  store: StoreApi<SessionState>;
  /** Selects these things and nothing else. */
  select(selection: Partial<Selection>): void;
  /** Adds these things to the selection, or takes them out when all of them are in it. */
  toggle(selection: Partial<Selection>): void;
  /** Opens the panel of a step and selects it. */
  openStep(id: string): void;
  set(change: Partial<SessionState>): void;
  /** Forgets what the document no longer has. */
  keep(flow: Flow): void;
}

const kinds = ["steps", "edges", "notes", "groups"] as const;

export function createSessionStore(start: Partial<SessionState> = {}): SessionStore {
  const store = createStore<SessionState>(() => ({
    selection: nothingSelected,
    openStep: undefined,
    editing: undefined,
    registry: true,
    stepPanel: false,
    stepTab: "parameters",
    parametersJson: false,
    dataMode: "tree",
    bottomPanel: false,
    bottomTab: "outline",
    minimap: true,
    sizes: startSizes,
    marksChanges: false,
    chooser: undefined,
    menu: undefined,
    palette: false,
    dialog: undefined,
    customRun: false,
    opener: false,
    connecting: undefined,
    renaming: undefined,
    goingTo: undefined,
    finding: undefined,
    findsEverywhere: false,
    replaced: undefined,
    keyList: false,
    codePane: undefined,
    codePlace: undefined,
    newClass: false,
    letterKeys: true,
    ...start,
  }));
  const select = (selection: Partial<Selection>): void => {
    const next = { ...nothingSelected, ...selection };
    const { stepPanel, openStep } = store.getState();
    const only = next.steps.size === 1 ? [...next.steps][0] : undefined;
    // An open panel follows the selection, so that it never shows another step than the one that is marked.
    store.setState({ selection: next, openStep: stepPanel && only !== undefined ? only : openStep });
  };
  return {
    store,
    select,
    toggle(selection) {
      const present = store.getState().selection;
      const next = Object.fromEntries(kinds.map((kind) => [kind, toggled(present[kind], selection[kind])]));
      select(next as unknown as Selection);
    },
    openStep(id) {
      // Whoever goes elsewhere no longer waits for a variable that the settings could not show.
      store.setState({ openStep: id, stepPanel: true, goingTo: undefined });
      select({ steps: new Set([id]) });
    },
    set: (change) => store.setState(change),
    keep(flow) {
      const { selection, openStep, editing } = store.getState();
      const next = keptSelection(selection, flow);
      const isOpen = openStep === undefined || flow.byId.has(openStep);
      const isEdited = editing?.kind !== "step" || flow.byId.has(editing.id);
      if (next === selection && isOpen && isEdited) return;
      store.setState({
        selection: next,
        openStep: isOpen ? openStep : undefined,
        editing: isEdited ? editing : undefined,
      });
    },
  };
}

function toggled(present: ReadonlySet<string>, change: ReadonlySet<string> | undefined): ReadonlySet<string> {
  if (change === undefined || change.size === 0) return present;
  return change.isSubsetOf(present) ? present.difference(change) : present.union(change);
}

function keptSelection(selection: Selection, flow: Flow): Selection {
  const { steps, edges, notes, groups } = selection;
  const all = {
    steps: new Set(flow.byId.keys()),
    edges: edges.size === 0 ? edges : new Set(flow.edges.map(({ id }) => id)),
    notes: new Set(flow.notes.map(({ id }) => id)),
    groups: new Set(flow.groups.map(({ id }) => id)),
  };
  if (kinds.every((kind) => selection[kind].isSubsetOf(all[kind]))) return selection;
  return {
    steps: steps.intersection(all.steps),
    edges: edges.intersection(all.edges),
    notes: notes.intersection(all.notes),
    groups: groups.intersection(all.groups),
  };
}
