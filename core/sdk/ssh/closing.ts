import type { Socket } from "node:net";

/** So long the other side may take to hang up as well, ms; then it is left. */
export const goodByeMs = 1_000;

const closing = new Set<Promise<void>>();

/** Says that a socket is being closed, which takes as long as the way to the other side; it does so once. */
export function tellClosing(socket: Socket): void {
  if (socket.closed) return;
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  closing.add(closed);
  void closed.then(() => closing.delete(closed));
}

/** Resolves when the sockets are closed that were said to be closing: at once, or when their other sides were given up. */
export async function untilClosed(): Promise<void> {
  await Promise.all(closing);
}
