import type { Envelope, FromWorker, ToWorker } from "../protocol.ts";

// Taken before step code runs, so that a step that changes `process` reaches nobody but itself.
const send = process.send?.bind(process);
let token = "";

/** Sends to the host; `then` comes when the message has left. Losing the host is not an error here: the watchdog ends the process. */
export function post(message: FromWorker, then: () => void = () => undefined): void {
  if (!process.connected) return;
  const envelope: Envelope = [token, message];
  try {
    send?.(envelope, then);
  } catch {
    // The channel closed in between.
  }
}

/** Receives from the host; the token of the greeting is kept for every message that goes back. */
export function listen(onMessage: (message: ToWorker) => void): void {
  process.on("message", (messages: ToWorker[]) => {
    for (const message of messages) {
      if (message.kind === "hello") token = message.token;
      onMessage(message);
    }
  });
}
