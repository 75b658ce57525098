import { createStore, type StoreApi } from "zustand/vanilla";
import type { Clock, Timer } from "../../../core/base/Clock.ts";
import { SluiceError } from "../../../core/base/SluiceError.ts";
import type { ManifestLookup } from "../../../core/model/StepManifest.ts";
import { emptyFlow } from "../flow/Flow.ts";
import { readFlow } from "../flow/readFlow.ts";
import type { DraftHistory, DraftPort, DraftReply } from "../ports/DraftPort.ts";
import {
  type DocumentActions,
  type DocumentNotice,
  type DocumentState,
  emptyEdit,
  emptyHistory,
  type ReadOnly,
} from "./DocumentState.ts";
import { DraftQueue, type Waiting } from "./DraftQueue.ts";

export interface DocumentParts {
  port: DraftPort;
  manifests: ManifestLookup;
  clock: Clock;
  createId: () => string;
  /** Absent: it can be changed. What is done silently is done all the same. */
  readOnly?: { why: ReadOnly; reason: string } | undefined;
  /** Called for an edit that was lost, and why. */
  onNotice: (notice: DocumentNotice) => void;
}

export interface DocumentStore extends DocumentActions {
  /** Why it cannot be changed; undefined = it can. */
  readOnly: ReadOnly | undefined;
  store: StoreApi<DocumentState>;
  /** Fields with something typed in them that is no edit yet. */
  typed: Set<Typed>;
  /** Makes edits of all that was typed. */
  takeTyped(): void;
}

/** Something typed that waits to become an edit. */
export interface Typed {
  store(): void;
}

const firstRetry = 500;
const longestRetry = 15_000;

/** The store of one application on screen. It shows an edit at once, sends it in order, and follows other windows. */
export function createDocumentStore(parts: DocumentParts): DocumentStore {
  const store = createStore<DocumentState>(() => ({
    status: "loading",
    error: undefined,
    edit: emptyEdit,
    flow: emptyFlow,
    history: emptyHistory,
    revert: undefined,
    waiting: 0,
    isOffline: false,
    notStored: undefined,
  }));
  const { port, manifests, clock, createId, onNotice, readOnly } = parts;
  let queue: DraftQueue | undefined;
  let isSending = false;
  let isDisposed = false;
  let retryDelay = firstRetry;
  let retry: Timer | undefined;
  let idle: (() => void)[] = [];
  const typed = new Set<Typed>();
  const takeTyped = (): void => {
    for (const field of typed) field.store();
  };

  const show = (change: Partial<DocumentState> = {}): void => {
    if (queue === undefined || isDisposed) return;
    const { edit, flow } = store.getState();
    const next = queue.shown;
    store.setState({
      revert: undefined,
      ...change,
      edit: next,
      flow: next === edit ? flow : readFlow({ state: next, manifests, before: flow, from: edit }),
      waiting: queue.waiting.length,
    });
    if (queue.waiting.length === 0) for (const resolve of idle.splice(0)) resolve();
  };

  const take = (updates: DraftReply["updates"], history: DraftHistory, item = queue?.waiting[0]): void => {
    const lost: DocumentNotice[] = [];
    const isRevert =
      item !== undefined && item.kind !== "gesture" && updates.some(({ gesture }) => gesture === item.id);
    const isWhole = queue?.take(updates, lost) ?? true;
    show({ history, revert: isRevert ? item.kind : undefined, ...inTouch });
    for (const notice of lost) onNotice(notice);
    if (!isWhole) void load();
  };

  const request = (item: Waiting, seq: number): Promise<DraftReply> => {
    if (item.kind === "gesture") return port.apply(seq, item.gesture);
    return item.kind === "undo" ? port.undo(seq, item.id) : port.redo(seq, item.id);
  };

  const takeReply = (item: Waiting, reply: DraftReply): void => {
    // An undo or redo is done with when it was answered; a gesture leaves the queue with its update.
    if (reply.outcome !== "behind" && item.kind !== "gesture" && queue?.waiting[0] === item) queue.waiting.shift();
    take(reply.updates, reply.history, item);
    const lost: DocumentNotice[] = [];
    const isFirst = queue?.waiting[0] === item;
    if (reply.outcome === "refused") {
      if (isFirst) queue?.drop(reply.reason, lost);
      else if (item.kind !== "gesture") lost.push({ label: item.kind, reason: reply.reason });
    } else if (reply.outcome === "applied" && isFirst) queue?.finish(lost);
    else return;
    show();
    for (const notice of lost) onNotice(notice);
  };

  const send = async (): Promise<void> => {
    if (isSending || retry !== undefined) return;
    isSending = true;
    try {
      for (let item = queue?.waiting[0]; item !== undefined && !isDisposed; item = queue?.waiting[0]) {
        takeReply(item, await request(item, queue?.seq ?? 0));
        retryDelay = firstRetry;
      }
    } catch (error) {
      show(toTrouble(error));
      if (!isDisposed) retry = clock.after(retryDelay, resend);
      retryDelay = Math.min(retryDelay * 2, longestRetry);
    } finally {
      isSending = false;
    }
  };

  const resend = (): void => {
    retry = undefined;
    void send();
  };

  const load = async (): Promise<void> => {
    try {
      const snapshot = await port.load();
      if (isDisposed) return;
      const waiting = queue?.waiting ?? [];
      queue = new DraftQueue(snapshot, manifests);
      const lost: DocumentNotice[] = [];
      queue.resume(waiting, lost);
      show({ status: "ready", error: undefined, history: snapshot.history, ...inTouch });
      for (const notice of lost) onNotice(notice);
      void send();
    } catch (error) {
      if (!isDisposed) store.setState({ status: "failed", error: toSentence(error) });
    }
  };

  const enqueue = (kind: "undo" | "redo"): void => {
    queue?.waiting.push({ kind, id: createId() });
    show();
    void send();
  };

  const stored = (): Promise<void> =>
    (queue?.waiting.length ?? 0) === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve));

  const unsubscribe = port.subscribe((updates, history) => take(updates, history));

  return {
    store,
    readOnly: readOnly?.why,
    load,
    perform({ label, operations, silent, continues }) {
      if (readOnly !== undefined && !silent) return { ok: false, reason: readOnly.reason };
      if (queue === undefined) return { ok: false, reason: "The application is not loaded yet." };
      // The host refuses a gesture of nothing, and what comes after it would wait behind it.
      if (operations.length === 0) return { ok: true, gesture: continues ?? createId() };
      const gesture = createId();
      const more = { ...(silent ? { silent } : {}), ...(continues === undefined ? {} : { continues }) };
      try {
        queue.add({ id: gesture, label, operations, ...more });
      } catch (error) {
        return { ok: false, reason: toSentence(error) };
      }
      show();
      void send();
      return { ok: true, gesture };
    },
    undo: () => enqueue("undo"),
    redo: () => enqueue("redo"),
    reread: () => store.setState(({ edit }) => ({ flow: readFlow({ state: edit, manifests }) })),
    typed,
    takeTyped,
    stored,
    settled() {
      takeTyped();
      return stored();
    },
    dispose() {
      isDisposed = true;
      retry?.cancel();
      unsubscribe();
      idle = [];
    },
  };
}

const inTouch = { isOffline: false, notStored: undefined };

/** A host that answers says itself what is wrong, such as a full disk. */
function toTrouble(error: unknown): Pick<DocumentState, "isOffline" | "notStored"> {
  const isTold = error instanceof SluiceError && error.code !== "host_unreachable";
  return isTold ? { isOffline: false, notStored: error.message } : { isOffline: true, notStored: undefined };
}

function toSentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
