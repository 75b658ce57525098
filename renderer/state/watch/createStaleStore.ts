import { createStore, type StoreApi } from "zustand/vanilla";
import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { ManifestLookup } from "../../../core/model/StepManifest.ts";
import { classKey } from "../code/classKey.ts";
import type { DocumentStore } from "../document/createDocumentStore.ts";
import type { FlowStep } from "../flow/Flow.ts";
import { readFlow } from "../flow/readFlow.ts";
import type { LiveStore } from "../live/createLiveStore.ts";
import type { RunPort } from "../ports/RunPort.ts";
import { findGhosts } from "./findGhosts.ts";
import { findStale, type StaleReason, type StaleSide } from "./findStale.ts";

export interface StaleStore {
  /** The steps that changed since the shown run, by id. */
  store: StoreApi<ReadonlyMap<string, StaleReason>>;
  /** The steps that the shown run had and that are removed since. */
  ghosts: StoreApi<readonly FlowStep[]>;
  /** Asks again which classes have another code now. */
  reread(): void;
  dispose: Unsubscribe;
}

export interface StaleParts {
  live: LiveStore;
  document: Pick<DocumentStore, "store">;
  runs: Pick<RunPort, "basis"> | undefined;
  manifests: ManifestLookup;
}

interface Basis extends StaleSide {
  changedClasses: ReadonlySet<string>;
}

const none: ReadonlyMap<string, StaleReason> = new Map();
const noGhosts: readonly FlowStep[] = [];

/** Holds what is on screen against what the shown run was accepted with. */
export function createStaleStore({ live, document, runs, manifests }: StaleParts): StaleStore {
  const store = createStore<ReadonlyMap<string, StaleReason>>(() => none);
  const ghosts = createStore<readonly FlowStep[]>(() => noGhosts);
  let run: string | undefined;
  let basis: Basis | undefined;
  const compare = (): void => {
    const { edit, flow } = document.store.getState();
    const present = { flow, document: edit.document };
    const next = basis === undefined ? none : findStale({ run: basis, present, changedClasses: basis.changedClasses });
    if (next.size > 0 || store.getState().size > 0) store.setState(next, true);
    const gone = basis === undefined ? noGhosts : findGhosts(basis.flow, flow);
    const shown = ghosts.getState();
    const isSame = gone.length === shown.length && gone.every((step, index) => step === shown[index]);
    if (!isSame) ghosts.setState(gone, true);
  };
  const read = async (id: string): Promise<void> => {
    const found = await runs?.basis(id);
    if (run !== id || found === undefined) return;
    const { state, changedClasses } = found;
    const flow = readFlow({ state, manifests });
    basis = { flow, document: state.document, changedClasses: new Set(changedClasses.map(classKey)) };
    compare();
  };
  const reread = (): void => {
    // A run that has expired has no basis; then nothing is marked.
    if (run !== undefined) read(run).catch(() => undefined);
  };
  const leave = [
    live.onFrame(() => {
      const id = live.run()?.id;
      if (id === run) return;
      run = id;
      basis = undefined;
      compare();
      reread();
    }),
    document.store.subscribe((now, before) => {
      if (now.flow !== before.flow || now.edit.document !== before.edit.document) compare();
    }),
  ];
  const dispose = (): void => {
    run = undefined;
    for (const unsubscribe of leave) unsubscribe();
  };
  return { store, ghosts, reread, dispose };
}
