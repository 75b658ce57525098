import { createStore, type StoreApi } from "zustand/vanilla";
import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import type { DocumentStore } from "../document/createDocumentStore.ts";
import type { VersionPort } from "../ports/VersionPort.ts";
import { parseSearch } from "../refactor/findTexts.ts";
import type { SessionStore } from "../session/createSessionStore.ts";
import { type ChangeMark, readChanges } from "./readChanges.ts";

export interface ChangeStore {
  /** The steps that differ, by id; empty while nobody asks. */
  store: StoreApi<ReadonlyMap<string, ChangeMark>>;
  dispose: Unsubscribe;
}

export interface ChangeParts {
  document: Pick<DocumentStore, "store" | "readOnly">;
  session: Pick<SessionStore, "store" | "set">;
  versions: Pick<VersionPort, "list" | "read"> | undefined;
  onError: (error: unknown) => void;
}

/** What is held against: the revision that a draft is based on, 0 = none, or the one that is published now. */
type Base = number | "newest";

const none: ReadonlyMap<string, ChangeMark> = new Map();
const nothing: EditState = { document: { steps: [] }, stepIds: [] };

/**
 * Holds what is on screen against what it began with, while changes are marked or searched for: of a draft what was
 * changed in it, of an old revision what became of it since.
 */
export function createChangeStore({ document, session, versions, onError }: ChangeParts): ChangeStore {
  const store = createStore<ReadonlyMap<string, ChangeMark>>(() => none);
  const isOld = document.readOnly?.kind === "revision";
  let published: { as: Base; state: EditState } | undefined;
  let wanted: Base | undefined;
  const isAsked = (): boolean => {
    const { marksChanges, finding } = session.store.getState();
    return marksChanges || (finding !== undefined && parseSearch(finding).changed);
  };
  const set = (next: ReadonlyMap<string, ChangeMark>): void => {
    if (next.size > 0 || store.getState().size > 0) store.setState(next, true);
  };
  const compare = (): void => {
    const { edit, history, status } = document.store.getState();
    const base = isOld ? "newest" : history.base;
    if (status !== "ready" || !isAsked()) set(none);
    else if (published?.as !== base) read(base);
    else set(isOld ? readChanges(edit, published.state) : readChanges(published.state, edit));
  };
  const read = (base: Base): void => {
    if (wanted === base || versions === undefined) return;
    wanted = base;
    readBase(versions, base)
      .then((state) => {
        if (wanted !== base) return;
        published = { as: base, state };
        compare();
      })
      .catch((error: unknown) => {
        // Asked again with each edit it would fail again.
        session.set({ marksChanges: false });
        onError(error);
      })
      .finally(() => {
        if (wanted === base) wanted = undefined;
      });
  };
  const leave = [
    document.store.subscribe((now, before) => {
      if (now.edit !== before.edit || now.history !== before.history || now.status !== before.status) compare();
    }),
    session.store.subscribe((now, before) => {
      if (now.marksChanges !== before.marksChanges || now.finding !== before.finding) compare();
    }),
  ];
  const dispose = (): void => {
    wanted = undefined;
    for (const unsubscribe of leave) unsubscribe();
  };
  return { store, dispose };
}

async function readBase(versions: Pick<VersionPort, "list" | "read">, base: Base): Promise<EditState> {
  const revision = base === "newest" ? (await versions.list())[0]?.revision : base;
  return revision === undefined || revision === 0 ? nothing : versions.read(revision);
}
