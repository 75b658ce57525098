import type { Socket } from "node:net";
import type { Connection } from "../../model/Connection.ts";
import { toSocket } from "./channelSocket.ts";
import { connectWay, forwardTo } from "./connectSsh.ts";
import type { SshUser } from "./SshServer.ts";

/** A channel to a place that a server can reach, as drivers want their socket. Throws ConnectionException. */
export async function connectTunnel(
  given: Connection,
  { place, user }: { place: { host: string; port: number }; user: SshUser },
): Promise<Socket | undefined> {
  const server = await connectWay(given, user, { isKept: true });
  if (server === undefined) return undefined;
  try {
    return toSocket(await forwardTo(server, { given, place, user }), server);
  } catch (error) {
    server.close();
    throw error;
  }
}
