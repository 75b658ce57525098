import { EventSourceParserStream } from "eventsource-parser/stream";
import type { JsonNames } from "../api/json/toJsonNames.ts";
import { parseJson } from "../base/json.ts";
import { isSluiceError } from "../base/SluiceError.ts";
import type { RunEvent } from "../engine/RunEvent.ts";
import type { DocumentEvent } from "../service/events/DocumentEvents.ts";
import type { ApiClient } from "./ApiClient.ts";

/** An event as the API sends it. */
export type EventJson = JsonNames<RunEvent> & { seq: number };

/** What happened to a document; `documents.missed`: read what is on screen anew. */
export type DocumentEventJson = JsonNames<DocumentEvent> | { type: "documents.missed" };

export interface FollowOptions {
  /** Only events of this run. */
  run?: string;
  /** The last event that is known; absent = from now on, 0 = from the first. */
  after?: number;
  /** Also what happens to documents. */
  documents?: boolean;
  signal: AbortSignal;
  /** Waits before the stream is opened again, ms. */
  pause(ms: number): Promise<void>;
  /** The stream is open (again), or was lost. */
  onState?(state: "open" | "lost"): void;
}

const firstPauseMs = 250;
const longestPauseMs = 5_000;

/** Events as they happen, each once and in order, over as many connections as it takes, until `signal` aborts. Throws what no new try can mend. */
export async function* followEvents(
  client: ApiClient,
  options: FollowOptions,
): AsyncGenerator<EventJson | DocumentEventJson> {
  const { run, documents = false, signal, pause, onState } = options;
  let { after } = options;
  let wait = firstPauseMs;
  while (!signal.aborted) {
    try {
      const query = {
        ...(documents ? { documents: "true" } : {}),
        ...(run === undefined ? {} : { run }),
        ...(after === undefined ? {} : { after }),
      };
      const response = await client.send("streamEvents", { query, signal });
      onState?.("open");
      for await (const event of readStream(response)) {
        if ("seq" in event && "run_id" in event) after = event.seq;
        wait = firstPauseMs;
        yield event;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (isSluiceError(error) && error.kind === "user") throw error;
    }
    onState?.("lost");
    await pause(wait);
    wait = Math.min(2 * wait, longestPauseMs);
  }
}

async function* readStream(response: Response): AsyncGenerator<EventJson | DocumentEventJson> {
  if (response.body === null) return;
  const messages = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  const reader = messages.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const parsed = parseJson(next.value.data);
      if (parsed.ok) yield parsed.value as unknown as EventJson | DocumentEventJson;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
