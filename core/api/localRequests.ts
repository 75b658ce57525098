import type { IncomingMessage } from "node:http";

const local = new WeakSet<IncomingMessage>();

/** Remembers that a request came over the local socket: addresses cannot tell, once a connection is gone it has none. */
export function markLocal(request: IncomingMessage): void {
  local.add(request);
}

export function isLocal(request: IncomingMessage): boolean {
  return local.has(request);
}
