import { createStore, type StoreApi } from "zustand/vanilla";
import type { Clock, Timer } from "../../../core/base/Clock.ts";
import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { ManifestLookup } from "../../../core/model/StepManifest.ts";
import type { DocumentStore } from "./createDocumentStore.ts";
import { findProblems, type PlacedProblem } from "./findProblems.ts";

export interface ProblemStore {
  /** What is wrong with the document on screen; undefined = nobody looked yet. */
  store: StoreApi<readonly PlacedProblem[] | undefined>;
  /** Looks again soon: the classes may have become other ones. */
  reread(): void;
  dispose: Unsubscribe;
}

export interface ProblemParts {
  document: Pick<DocumentStore, "store">;
  manifests: ManifestLookup;
  clock: Clock;
}

/** A whole document is looked at when it was left alone for so long, ms: longer than between two keys of a person. */
const pause = 500;
/** The first look comes after the first picture. */
const firstPause = 100;

/** Finds the problems of a document while nobody edits it, because each look goes over all of its steps. */
export function createProblemStore({ document, manifests, clock }: ProblemParts): ProblemStore {
  const store = createStore<readonly PlacedProblem[] | undefined>(() => undefined);
  let timer: Timer | undefined;
  const look = (): void => {
    const { status, edit } = document.store.getState();
    if (status === "ready") store.setState(findProblems(edit, manifests), true);
  };
  const wait = (): void => {
    timer?.cancel();
    timer = clock.after(store.getState() === undefined ? firstPause : pause, look);
  };
  const unsubscribe = document.store.subscribe((now, before) => {
    if (now.edit !== before.edit || now.status !== before.status) wait();
  });
  const dispose = (): void => {
    timer?.cancel();
    unsubscribe();
  };
  return { store, reread: wait, dispose };
}
