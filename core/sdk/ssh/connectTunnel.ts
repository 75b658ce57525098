import type { Socket } from "node:net";
import type { Connection } from "../../model/Connection.ts";
import { connectWay, forwardTo } from "./connectSsh.ts";
import type { SshUser } from "./SshServer.ts";

/** A channel to a place that a server can reach, as drivers want their socket. Throws ConnectionException. */
export async function connectTunnel(
  given: Connection,
  { place, user }: { place: { host: string; port: number }; user: SshUser },
): Promise<Socket | undefined> {
  const server = await connectWay(given, user, { isKept: true });
  if (server === undefined) return undefined;
  // A server that is gone is noticed by the system.
  server.socket.setKeepAlive(true, 15_000);
  try {
    const channel = await forwardTo(server, { given, place, user });
    channel.once("close", server.close);
    const itself = (): unknown => channel;
    return Object.assign(channel, {
      connecting: false,
      readyState: "open",
      // A driver that connects its socket itself hears that it is.
      connect: () => {
        setImmediate(() => channel.emit("connect"));
        return channel;
      },
      setNoDelay: itself,
      setKeepAlive: itself,
      setTimeout: itself,
      ref: () => {
        server.socket.ref();
        return channel;
      },
      unref: () => {
        server.socket.unref();
        return channel;
      },
    }) as unknown as Socket;
  } catch (error) {
    server.close();
    throw error;
  }
}
