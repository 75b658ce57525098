import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { join } from "node:path";
import { removeHostFile, socketPathOf, writeHostFile } from "./api/hostFile.ts";
import { type DoorOptions, type Doors, openDoors } from "./api/openDoors.ts";
import { writePrivateFile } from "./api/writePrivateFile.ts";
import type { OwnerHost } from "./host.ts";
import { computerIdentity } from "./service/access/Identity.ts";

export interface ServeOptions {
  tcp?: DoorOptions["tcp"];
  /** Path of the local socket; default: one of its own for the data folder. */
  socket?: string;
}

/** A host that answers. */
export interface ServedHost extends Doors {
  socket: string;
  /** Where the first token of an administrator was put, at the first start of the data folder. */
  firstToken: string | undefined;
}

/** Opens the doors of a host and tells the command line of this user how to come in. Throws `address_in_use`. */
export async function serveHost(host: OwnerHost, { tcp, socket }: ServeOptions): Promise<ServedHost> {
  const token = randomBytes(32).toString("base64url");
  const digest = digestOf(token);
  const tokenFile = join(host.dataFolder, "first.token");
  const madeFirst = await host.services.tokens.createFirst((first) => writePrivateFile(tokenFile, `${first}\n`));
  const api = await host.createApi({
    verifyToken: (given) => (timingSafeEqual(digestOf(given), digest) ? computerIdentity : undefined),
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
    firstToken: madeFirst ? tokenFile : undefined,
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
