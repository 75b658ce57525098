import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { join } from "node:path";
import { removeHostFile, socketPathOf, writeHostFile } from "./api/hostFile.ts";
import type { Door } from "./api/openDoor.ts";
import { openSocket } from "./api/openSocket.ts";
import { writePrivateFile } from "./api/writePrivateFile.ts";
import { isLoopback } from "./base/isLoopback.ts";
import { SluiceError } from "./base/SluiceError.ts";
import type { OwnerHost } from "./host.ts";
import { computerIdentity } from "./service/access/Identity.ts";

export interface ServeOptions {
  /** Where browsers and other programs come in: the address, and what listens on it or does so already. Absent = the local socket alone. */
  door?: { host: string; open(): Promise<Door> } | undefined;
  /** Path of the local socket; default: one of its own for the data folder. */
  socket?: string;
  /** Host names that requests over TCP may name, beside those of this computer and the address that was dialled. */
  hosts?: readonly string[];
  /** Origins whose pages may ask with a token; none by default. */
  origins?: readonly string[];
}

/** A host that answers. */
export interface ServedHost {
  /** Where a browser finds it. */
  url: string | undefined;
  socket: string;
  /** Where the first token of an administrator was put, at the first start of the data folder. */
  firstToken: string | undefined;
  /** From now on its figures are counted; resolves when they are. */
  count(): Promise<void>;
  /** Answers no more; the door is closed as well. */
  close(): Promise<void>;
}

/**
 * Lets a host answer, and tells the command line of this user how to come in. Throws what `door` throws, and `wrong_use` for an
 * address that lets other computers in while no administrator has a password.
 */
export async function serveHost(
  host: OwnerHost,
  { door: way, socket = socketPathOf(host.dataFolder), hosts = [], origins = [] }: ServeOptions,
): Promise<ServedHost> {
  if (way !== undefined) assertMayListen(way.host, host);
  const door = await way?.open();
  const token = randomBytes(32).toString("base64url");
  const digest = digestOf(token);
  const tokenFile = join(host.dataFolder, "first.token");
  const madeFirst = await host.services.tokens.createFirst((first) => writePrivateFile(tokenFile, `${first}\n`));
  const api = await host.createStagedApi({
    verifyToken: (given) => (timingSafeEqual(digestOf(given), digest) ? computerIdentity : undefined),
    hosts: way === undefined ? hosts : [...hosts, way.host],
    origins,
    ...(door === undefined ? {} : { server: door.server }),
  });
  const local = await openSocket(api, socket);
  door?.lead(api.routing);
  const url = door?.url;
  writeHostFile(host.dataFolder, { pid: process.pid, token, socket, ...(url === undefined ? {} : { url }) });
  return {
    url,
    socket,
    firstToken: madeFirst ? tokenFile : undefined,
    count: () => api.count(),
    async close() {
      removeHostFile(host.dataFolder);
      await Promise.all([api.close(), local.close(), door?.close()]);
    },
  };
}

function assertMayListen(address: string, { services }: OwnerHost): void {
  if (isLoopback(address) || services.access.users.hasAdministrator()) return;
  throw new SluiceError(
    "wrong_use",
    `${address} lets other computers in, and no administrator has a password yet. First: sluice user add NAME --role administrator`,
  );
}

/** Of one length, whatever was sent. */
function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
