import { EventSourceParserStream } from "eventsource-parser/stream";
import type { Api } from "../../../core/api/Api.ts";

export interface ReadEvent {
  id: number;
  type: string;
  data: { run_id: string; type: string } & Record<string, unknown>;
}

/** Reads the event stream of an API that listens, like a program would. `stop` ends the connection. */
export async function readEvents(
  address: string,
  options: { query?: string; lastEventId?: number; headers?: Record<string, string> } = {},
) {
  const gone = new AbortController();
  const response = await fetch(`${address}/api/v1/events${options.query ?? ""}`, {
    signal: gone.signal,
    headers: {
      ...(options.headers ?? { authorization: "Bearer viewer" }),
      ...(options.lastEventId === undefined ? {} : { "last-event-id": String(options.lastEventId) }),
    },
  });
  if (response.body === null || !response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const reader = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  return {
    type: response.headers.get("content-type"),
    async next(): Promise<ReadEvent> {
      const { value, done } = await reader.read();
      if (done) throw new Error("the stream ended");
      return { id: Number(value.id), type: value.event ?? "", data: JSON.parse(value.data) };
    },
    /** Every event up to the first that fits. */
    async until(fits: (event: ReadEvent) => boolean): Promise<ReadEvent[]> {
      const events: ReadEvent[] = [];
      do events.push(await this.next());
      while (!events.some(fits));
      return events;
    },
    /** Resolves when the host ends the stream; rejects when an event comes before. */
    async ended(): Promise<void> {
      const { value, done } = await reader.read();
      if (!done) throw new Error(`an event came: ${value.event}`);
    },
    stop: () => gone.abort(),
  };
}

/** Lets an API listen on a free port of this machine. */
export function listen(api: Api): Promise<string> {
  return api.listen({ host: "127.0.0.1", port: 0 });
}
