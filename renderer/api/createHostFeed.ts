import type { Unsubscribe } from "../../core/base/Emitter.ts";
import { Emitter } from "../../core/base/Emitter.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import { type DocumentEventJson, type EventJson, followEvents } from "../../core/client/followEvents.ts";

export type HostEvent = EventJson | DocumentEventJson;

/** What happens on the host, for all of a window over one connection. */
export interface HostFeed {
  /** Begins to listen, if it does not yet: somebody has to be logged in for it, and it ends when the login does. */
  listen(): void;
  subscribe(listener: (event: HostEvent) => void): Unsubscribe;
  /** Whether the host can be heard; calls back when that changes. */
  onState(listener: (state: "open" | "lost") => void): Unsubscribe;
  /** Tells all that happened and happens in a run, from its first event on, over a connection of its own until the run ends. */
  followRun(run: string, listener: (event: EventJson) => void): Unsubscribe;
  close(): void;
}

/** Listens from `listen` until it is closed; a lost connection is opened again and misses no event of a run. */
export function createHostFeed(
  client: ApiClient,
  { pause, onError }: { pause(ms: number): Promise<void>; onError(error: unknown): void },
): HostFeed {
  const events = new Emitter<HostEvent>(onError);
  const states = new Emitter<"open" | "lost">(onError);
  const closing = new AbortController();
  let isListening = false;
  const follow = async (): Promise<void> => {
    const options = {
      documents: true,
      signal: closing.signal,
      pause,
      onState: (state: "open" | "lost") => states.emit(state),
    };
    for await (const event of followEvents(client, options)) events.emit(event);
  };
  const readRun = async (
    { run, signal }: { run: string; signal: AbortSignal },
    listener: (event: EventJson) => void,
  ): Promise<void> => {
    for await (const event of followEvents(client, { run, after: 0, signal, pause })) {
      if (signal.aborted || !("run_id" in event)) return;
      listener(event);
      if (event.type === "run.finished") return;
    }
  };
  return {
    listen() {
      if (isListening) return;
      isListening = true;
      follow()
        .catch(onError)
        .finally(() => {
          isListening = false;
        });
    },
    subscribe: (listener) => events.subscribe(listener),
    onState: (listener) => states.subscribe(listener),
    followRun(run, listener) {
      const leaving = new AbortController();
      const signal = AbortSignal.any([closing.signal, leaving.signal]);
      readRun({ run, signal }, listener)
        .catch(onError)
        .finally(() => leaving.abort());
      return () => leaving.abort();
    },
    close: () => closing.abort(),
  };
}
