import { createStore, type StoreApi } from "zustand/vanilla";
import type { Clock, Timer } from "../../../core/base/Clock.ts";
import type { ClassCheck, ClassPort, ClassText } from "../ports/ClassPort.ts";

/** How long after a key the draft is sent, ms; people may lose half a second of typing at most. */
const sendDelay = 400;
const firstRetry = 500;
const longestRetry = 15_000;

/** One step class whose code is on screen. */
export interface ClassState {
  status: "loading" | "ready" | "failed";
  /** Why it could not be opened. */
  error: string | undefined;
  text: ClassText | undefined;
  /** What the person sees, with what was typed. */
  code: string;
  /** `unsaved`: what was typed is only here so far; `offline`: the host did not take it and is asked again. */
  saving: "saved" | "unsaved" | "offline";
  /** There is a draft, or there will be one when this is saved. */
  isDraft: boolean;
  /** What the host said of the last draft it took. */
  check: ClassCheck | undefined;
}

export interface ClassStore {
  store: StoreApi<ClassState>;
  load(): Promise<void>;
  edit(code: string): void;
  /** Resolves when everything typed is a draft on disk, or cannot be sent now. */
  settled(): Promise<void>;
  /** Makes the draft the version that new runs use. Resolves with the applications that use it; rejects with a sentence. */
  publish(): Promise<readonly string[]>;
  /** Goes back to the present version. */
  discard(): Promise<void>;
}

/** The code of one class: what is typed is kept as its draft on the host, soon and in order. */
export function createClassStore(parts: {
  port: ClassPort;
  name: string;
  syncpack: string | undefined;
  packVersion?: string | undefined;
  clock: Clock;
}): ClassStore {
  const { port, name, syncpack, packVersion, clock } = parts;
  const store = createStore<ClassState>(() => ({
    status: "loading",
    error: undefined,
    text: undefined,
    code: "",
    saving: "saved",
    isDraft: false,
    check: undefined,
  }));
  let timer: Timer | undefined;
  let sending: Promise<void> | undefined;
  let retryDelay = firstRetry;

  const wait = (delay: number): void => {
    timer?.cancel();
    timer = clock.after(delay, () => void flush());
  };
  const send = async (): Promise<void> => {
    while (store.getState().saving !== "saved") {
      const { code } = store.getState();
      try {
        const check = await port.saveDraft(name, code);
        retryDelay = firstRetry;
        const isLatest = store.getState().code === code;
        store.setState({ check, saving: isLatest ? "saved" : "unsaved" });
      } catch {
        store.setState({ saving: "offline" });
        wait(retryDelay);
        retryDelay = Math.min(retryDelay * 2, longestRetry);
        return;
      }
    }
  };
  /** One request at a time; a text that came meanwhile goes with the next one. */
  const flush = (): Promise<void> => {
    timer?.cancel();
    timer = undefined;
    sending ??= send().finally(() => {
      sending = undefined;
    });
    return sending;
  };
  let loading: Promise<void> | undefined;
  const read = async (): Promise<void> => {
    try {
      const text = await port.open(name, { syncpack, packVersion });
      const { code, isDraft } = text;
      store.setState({ status: "ready", error: undefined, text, code, isDraft, saving: "saved", check: undefined });
    } catch (error) {
      store.setState({ status: "failed", error: error instanceof Error ? error.message : String(error) });
    }
  };
  return {
    store,
    // An older answer that came after the newer one would take away what was typed in between.
    load() {
      loading ??= read().finally(() => {
        loading = undefined;
      });
      return loading;
    },
    edit(code) {
      const { text, code: before } = store.getState();
      if (text?.isOwn !== true || code === before) return;
      store.setState({ code, saving: "unsaved", isDraft: true });
      if (sending === undefined) wait(sendDelay);
    },
    settled: flush,
    async publish() {
      await flush();
      const usedBy = await port.publish(name);
      store.setState(({ saving }) => ({ isDraft: saving !== "saved" }));
      return usedBy;
    },
    async discard() {
      timer?.cancel();
      await sending;
      await port.discardDraft(name);
      await read();
    },
  };
}
