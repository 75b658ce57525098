import { rmSync } from "node:fs";
import { createServer } from "node:http";
import type { Api } from "./Api.ts";
import { listenOn } from "./listenOn.ts";
import { markLocal } from "./localRequests.ts";

/** Lets an API answer on a local socket, or a pipe of that name, that only this user can open. Throws `address_in_use`. */
export async function openSocket(api: Pick<Api, "routing">, path: string): Promise<{ close(): Promise<void> }> {
  // Left behind by a process that was killed: the lock of the data folder says that nobody listens there.
  removeSocket(path);
  const server = createServer((request, response) => {
    markLocal(request);
    api.routing(request, response);
  });
  const before = process.umask(0o177);
  try {
    await listenOn(server, { path });
  } finally {
    process.umask(before);
  }
  return {
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      removeSocket(path);
    },
  };
}

/** Pipes of Windows go with their server. */
function removeSocket(path: string): void {
  if (!path.startsWith("\\\\")) rmSync(path, { force: true });
}
