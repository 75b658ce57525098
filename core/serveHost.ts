import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { removeHostFile, socketPathOf, writeHostFile } from "./api/hostFile.ts";
import { type DoorOptions, type Doors, openDoors } from "./api/openDoors.ts";
import { writePrivateFile } from "./api/writePrivateFile.ts";
import { SluiceError } from "./base/SluiceError.ts";
import type { OwnerHost } from "./host.ts";
import { computerIdentity } from "./service/access/Identity.ts";

export interface ServeOptions {
  tcp?: DoorOptions["tcp"];
  /** Path of the local socket; default: one of its own for the data folder. */
  socket?: string;
  /** Host names that requests over TCP may name, beside those of this computer and the address that was dialled. */
  hosts?: readonly string[];
  /** Origins whose pages may ask with a token; none by default. */
  origins?: readonly string[];
  /** Certificate and key in PEM: then TCP is HTTPS. */
  tls?: { cert: string; key: string };
}

/** A host that answers. */
export interface ServedHost extends Doors {
  socket: string;
  /** Where the first token of an administrator was put, at the first start of the data folder. */
  firstToken: string | undefined;
}

/** Where the editor is when it is built. */
const editorFolder = fileURLToPath(new URL("../renderer/dist", import.meta.url));

/**
 * Opens the doors of a host and tells the command line of this user how to come in. Throws `address_in_use`, and `wrong_use` for
 * an address that lets other computers in while no administrator has a password.
 */
export async function serveHost(
  host: OwnerHost,
  { tcp, socket, hosts = [], origins = [], tls }: ServeOptions,
): Promise<ServedHost> {
  if (tcp !== undefined) assertMayListen(tcp.host, host);
  const token = randomBytes(32).toString("base64url");
  const digest = digestOf(token);
  const tokenFile = join(host.dataFolder, "first.token");
  const madeFirst = await host.services.tokens.createFirst((first) => writePrivateFile(tokenFile, `${first}\n`));
  const api = await host.createApi({
    editorFolder,
    verifyToken: (given) => (timingSafeEqual(digestOf(given), digest) ? computerIdentity : undefined),
    hosts: tcp === undefined ? hosts : [...hosts, tcp.host],
    origins,
    ...(tls === undefined ? {} : { tls }),
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

/** Whether nobody but this computer can dial an address. */
export function isLoopback(address: string): boolean {
  return address === "localhost" || address === "::1" || /^127(\.\d{1,3}){3}$/.test(address);
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
