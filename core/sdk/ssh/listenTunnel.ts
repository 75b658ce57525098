import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { type Duplex, pipeline } from "node:stream";
import type { Connection } from "../../model/Connection.ts";
import { connectWay, forwardTo } from "./connectSsh.ts";
import type { SshUser } from "./SshServer.ts";

/** A port of this computer behind which a place lies; `close` it when the work is done. */
export interface TunnelPort {
  host: string;
  port: number;
  close(): void;
}

/** A port on loopback that leads to a place which a server can reach, for drivers that take no socket. Throws ConnectionException. */
export async function listenTunnel(
  given: Connection,
  { place, user }: { place: { host: string; port: number }; user: SshUser },
): Promise<TunnelPort | undefined> {
  const server = await connectWay(given, user, { isKept: false });
  if (server === undefined) return undefined;
  const open = (): Promise<Duplex> => forwardTo(server, { given, place, user });
  const ends = new Set<Duplex>();
  // Whether there is a way is known before anybody comes.
  let ready: Duplex | undefined;
  const lead = async (socket: Socket): Promise<void> => {
    ends.add(socket);
    socket.once("close", () => ends.delete(socket)).on("error", () => undefined);
    const waiting = ready;
    ready = undefined;
    const channel = waiting ?? (await open().catch(() => undefined));
    if (channel === undefined) socket.destroy();
    else pipeline(socket, channel, socket, () => channel.destroy());
  };
  const door = createServer((socket) => void lead(socket));
  const close = (): void => {
    door.close();
    ready?.destroy();
    for (const socket of ends) socket.destroy();
    server.close();
  };
  try {
    ready = await open();
    door.listen(0, "127.0.0.1");
    await once(door, "listening");
  } catch (error) {
    close();
    throw error;
  }
  return { host: "127.0.0.1", port: (door.address() as AddressInfo).port, close };
}
