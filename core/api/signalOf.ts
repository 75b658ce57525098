import type { ServerResponse } from "node:http";

/** Aborts once an answer has ended, or nobody waits for it any more. */
export function signalOf(answer: Pick<ServerResponse, "once">): AbortSignal {
  const leaving = new AbortController();
  answer.once("close", () => leaving.abort());
  return leaving.signal;
}
