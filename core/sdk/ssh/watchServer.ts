import type { SshConnection } from "./connectSsh.ts";

/** How often a server is asked whether it is there, ms, and how often it may say nothing. */
const everyMs = 15_000;
const mostSilent = 3;

/** Ends the connection to a server that answers nothing any more. It keeps nothing awake, so that a connection may rest. */
export function watchServer({ client, socket }: Pick<SshConnection, "client" | "socket">): { stop(): void } {
  // The library can ask by itself, with a timer that keeps the process running.
  const answers = Reflect.get(client, "_callbacks") as (() => void)[];
  const protocol = Reflect.get(client, "_protocol") as { ping(): void };
  let [heard, silent] = [socket.bytesRead, 0];
  const timer = setInterval(() => {
    if (socket.bytesRead !== heard) silent = 0;
    heard = socket.bytesRead;
    if (silent === mostSilent) {
      socket.destroy(new Error("the server answers no longer"));
      return;
    }
    silent += 1;
    answers.push(() => undefined);
    protocol.ping();
  }, everyMs).unref();
  socket.once("close", () => clearInterval(timer));
  return { stop: () => clearInterval(timer) };
}
