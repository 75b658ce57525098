import { rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { SluiceError } from "../base/SluiceError.ts";
import type { Api } from "./Api.ts";
import { markLocal } from "./localRequests.ts";

export interface DoorOptions {
  /** Address and port to listen on; port 0 = any free one. Absent = no TCP. */
  tcp?: { host: string; port: number };
  /** Path of the local socket, or name of the pipe; absent = none. */
  socket?: string;
}

/** Where an API can be reached. */
export interface Doors {
  url: string | undefined;
  socket: string | undefined;
  close(): Promise<void>;
}

/** Lets an API listen: on TCP, on a local socket that only this user can open, or both. Throws `address_in_use`. */
export async function openDoors(api: Api, { tcp, socket }: DoorOptions): Promise<Doors> {
  const url = tcp === undefined ? undefined : await listen(tcp, () => api.listen(tcp));
  const server = socket === undefined ? undefined : await openSocket(api, socket);
  return {
    url,
    socket,
    async close() {
      server?.closeIdleConnections();
      await Promise.all([api.close(), server === undefined ? undefined : closeServer(server)]);
      if (socket !== undefined) removeSocket(socket);
    },
  };
}

async function openSocket(api: Api, path: string): Promise<Server> {
  // Left behind by a process that was killed: the lock of the data folder says that nobody listens there.
  removeSocket(path);
  const server = createServer((request, response) => {
    markLocal(request);
    api.routing(request, response);
  });
  const before = process.umask(0o177);
  try {
    await listen({ host: path, port: 0 }, () => start(server, path));
  } finally {
    process.umask(before);
  }
  return server;
}

function start(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => resolve());
  });
}

async function listen<T>({ host, port }: { host: string; port: number }, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const place = port === 0 ? host : `${host}:${port}`;
    if (code === "EADDRINUSE") {
      throw new SluiceError("address_in_use", `Another program listens on ${place}. Choose another port with --port.`);
    }
    if (code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      throw new SluiceError(
        "address_in_use",
        `The program may not listen on ${place} (${code}). Choose another address.`,
      );
    }
    throw error;
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Pipes of Windows go with their server. */
function removeSocket(path: string): void {
  if (!path.startsWith("\\\\")) rmSync(path, { force: true });
}
