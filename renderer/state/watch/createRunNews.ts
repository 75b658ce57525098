import { createStore, type StoreApi } from "zustand/vanilla";
import type { Clock, Timer } from "../../../core/base/Clock.ts";
import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { LiveStore } from "../live/createLiveStore.ts";
import type { RunShown } from "../ports/RunPort.ts";

/** One thing that happened in a run that goes on before one's eyes. */
export type RunMessage =
  | { kind: "started"; id: string }
  | { kind: "failed" | "warned"; id: string; step: string; name: string; reason: string | undefined }
  /** `took` in ms. */
  | { kind: "ended"; id: string; state: "SUCCESS" | "FAILURE" | "REVOKED"; warning: boolean; took: number };

export interface RunNews {
  /** Oldest first. */
  messages: readonly RunMessage[];
  /** Failures and warnings that are older than the ones listed. */
  more: number;
  ended: number;
  steps: number;
}

export interface RunNewsStore {
  store: StoreApi<RunNews>;
  /** Takes all messages away. */
  clear(): void;
  dispose: Unsubscribe;
}

/** Failures and warnings that are listed; the rest is a number. */
const mostListed = 4;
/** How long the news of a run that ended well stay, ms. */
const stay = 8_000;
const none: RunNews = { messages: [], more: 0, ended: 0, steps: 0 };

/** Tells the begin, each failure and warning, and the end of runs that are shown while they go on; of others nothing. */
export function createRunNews({ live, clock }: { live: LiveStore; clock: Clock }): RunNewsStore {
  const store = createStore<RunNews>(() => none);
  let shown: RunShown | undefined;
  let ended = new Set<string>();
  let timer: Timer | undefined;
  const clear = (): void => {
    timer?.cancel();
    store.setState(none, true);
  };
  const begin = (run: RunShown): void => {
    clear();
    ended = new Set();
    if (isGoing(run)) store.setState({ ...none, messages: [{ kind: "started", id: run.id }] });
  };
  const readStep = (id: string): RunMessage | undefined => {
    const record = live.step(id);
    if (record?.finishedAt === undefined || ended.has(id)) return undefined;
    ended.add(id);
    if (record.state !== "FAILURE" && !record.warning) return undefined;
    const kind = record.state === "FAILURE" ? "failed" : "warned";
    return { kind, id: record.id, step: id, name: record.name, reason: record.error?.message };
  };
  const unsubscribe = live.onFrame((changed) => {
    const run = live.run();
    if (run === undefined) return;
    const before = shown;
    shown = run;
    if (before?.id !== run.id) begin(run);
    const isNews = isGoing(run) || (before?.id === run.id && isGoing(before));
    if (!isNews) return;
    const found = [...changed].flatMap((id) => readStep(id) ?? []);
    const news = add(store.getState(), found);
    const end = readEnd(run, live);
    store.setState({ ...news, messages: [...news.messages, ...end], ended: ended.size, steps: live.all().length });
    if (run.state === "SUCCESS" && !run.warning) timer = clock.after(stay, clear);
  });
  const dispose = (): void => {
    timer?.cancel();
    unsubscribe();
  };
  return { store, clear, dispose };
}

function isGoing({ state }: RunShown): boolean {
  return state === "PENDING" || state === "STARTED";
}

function readEnd({ id, state, warning, acceptedAt }: RunShown, live: LiveStore): RunMessage[] {
  if (state === "PENDING" || state === "STARTED") return [];
  // The run ends with the last of its steps.
  const end = live.all().reduce((latest, { finishedAt = 0 }) => Math.max(latest, finishedAt), acceptedAt);
  return [{ kind: "ended", id, state, warning, took: end - acceptedAt }];
}

function add({ messages, more, ...rest }: RunNews, found: readonly RunMessage[]): RunNews {
  const [first, ...others] = [...messages, ...found];
  const tooMany = Math.max(0, others.length - mostListed);
  return { ...rest, messages: first === undefined ? [] : [first, ...others.slice(tooMany)], more: more + tooMany };
}
