import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { removeHostFile, socketPathOf, writeHostFile } from "./api/hostFile.ts";
import { type DoorOptions, type Doors, openDoors } from "./api/openDoors.ts";
import type { OwnerHost } from "./host.ts";

export interface ServeOptions {
  tcp?: DoorOptions["tcp"];
  /** Path of the local socket; default: one of its own for the data folder. */
  socket?: string;
}

/** A host that answers. */
export interface ServedHost extends Doors {
  socket: string;
}

/** Opens the doors of a host and tells the command line of this user how to come in. Throws `address_in_use`. */
export async function serveHost(host: OwnerHost, { tcp, socket }: ServeOptions): Promise<ServedHost> {
  const token = randomBytes(32).toString("base64url");
  const digest = digestOf(token);
  const api = await host.createApi({
    verifyToken: (given) =>
      timingSafeEqual(digestOf(given), digest) ? { name: "this computer's user", role: "administrator" } : undefined,
  });
  const path = socket ?? socketPathOf(host.dataFolder);
  const doors = await openDoors(api, { socket: path, ...(tcp === undefined ? {} : { tcp }) });
  writeHostFile(host.dataFolder, {
    pid: process.pid,
    token,
    socket: path,
    ...(doors.url === undefined ? {} : { url: doors.url }),
  });
  return {
    url: doors.url,
    socket: path,
    async close() {
      removeHostFile(host.dataFolder);
      await doors.close();
    },
  };
}

/** Of one length, whatever was sent. */
function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
