import type { Unsubscribe } from "../../core/base/Emitter.ts";
import { Emitter } from "../../core/base/Emitter.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import { type DocumentEventJson, type EventJson, followEvents } from "../../core/client/followEvents.ts";

export type HostEvent = EventJson | DocumentEventJson;

/** What happens on the host, for all of a window over one connection. */
export interface HostFeed {
  subscribe(listener: (event: HostEvent) => void): Unsubscribe;
  /** Whether the host can be heard; calls back when that changes. */
  onState(listener: (state: "open" | "lost") => void): Unsubscribe;
  close(): void;
}

/** Listens until it is closed; a lost connection is opened again and misses no event of a run. */
export function createHostFeed(
  client: ApiClient,
  { pause, onError }: { pause(ms: number): Promise<void>; onError(error: unknown): void },
): HostFeed {
  const events = new Emitter<HostEvent>(onError);
  const states = new Emitter<"open" | "lost">(onError);
  const closing = new AbortController();
  const listen = async (): Promise<void> => {
    const options = {
      documents: true,
      signal: closing.signal,
      pause,
      onState: (state: "open" | "lost") => states.emit(state),
    };
    for await (const event of followEvents(client, options)) events.emit(event);
  };
  listen().catch(onError);
  return {
    subscribe: (listener) => events.subscribe(listener),
    onState: (listener) => states.subscribe(listener),
    close: () => closing.abort(),
  };
}
