import type { Connection } from "../model/Connection.ts";
import type { TunnelPort } from "./ssh/listenTunnel.ts";
import type { SshServer, SshUser } from "./ssh/SshServer.ts";

export type { TunnelPort } from "./ssh/listenTunnel.ts";
export type { SshServer, SshUser } from "./ssh/SshServer.ts";

/**
 * Logs in at the server of a connection of the kind ssh, through others where its `tunnel` says so; `close` it afterwards. Throws ConnectionException.
 *
 * ```ts
 * import { BaseStep, connection, openSsh } from "sluice";
 *
 * export default class TellKey extends BaseStep.with({ server: connection({ kinds: ["ssh"], required: true }) }) {
 *   async execute() {
 *     const { logger, signal } = this;
 *     const server = await openSsh(this.getConnection("server"), { logger, signal, connectMs: 20_000 });
 *     this.saveDataForNextStep(server.hostKey);
 *     server.close();
 *   }
 * }
 * ```
 */
export async function openSsh(connection: Connection, user: SshUser): Promise<SshServer> {
  // The library is loaded by those who use it.
  const { connectSsh } = await import("./ssh/connectSsh.ts");
  return connectSsh(connection, user);
}

/**
 * A way to the system of a connection through the servers that its `tunnel` names: as a socket that is connected, which no other program can
 * reach; undefined = no tunnel is named. It may rest and be woken by `unref` and `ref`. `S`: the type of a socket for the driver, of which the SDK
 * shows none. Throws ConnectionException.
 *
 * ```ts
 * import { createConnection, type Socket } from "node:net";
 * import { BaseStep, connection, openTunnel, readSettings } from "sluice";
 *
 * export default class Greet extends BaseStep.with({ system: connection({ required: true }) }) {
 *   async execute() {
 *     const { logger, signal } = this;
 *     const system = this.getConnection("system");
 *     const place = { host: readSettings(system).need("host"), port: 7 };
 *     const way = await openTunnel<Socket>(system, { place, user: { logger, signal, connectMs: 20_000 } });
 *     const socket = way ?? createConnection(place);
 *     socket.end("hello");
 *   }
 * }
 * ```
 */
export async function openTunnel<S = unknown>(
  connection: Connection,
  { place, user }: { place: { host: string; port: number }; user: SshUser },
): Promise<S | undefined> {
  const { tunnel, settings } = connection;
  if (tunnel === undefined && !settings.tunnel) return undefined;
  const { connectTunnel } = await import("./ssh/connectTunnel.ts");
  return (await connectTunnel(connection, { place, user })) as S | undefined;
}

/**
 * As `openTunnel`, for a driver that takes no socket: a port of this computer, on which every program of it may knock until it is
 * closed; undefined = no tunnel is named. Throws ConnectionException.
 *
 * ```ts
 * import { createConnection } from "node:net";
 * import { BaseStep, connection, openTunnelPort, readSettings } from "sluice";
 *
 * export default class Knock extends BaseStep.with({ system: connection({ required: true }) }) {
 *   async execute() {
 *     const { logger, signal } = this;
 *     const system = this.getConnection("system");
 *     const place = { host: readSettings(system).need("host"), port: 7 };
 *     const way = await openTunnelPort(system, { place, user: { logger, signal, connectMs: 20_000 } });
 *     const { host, port } = way ?? place;
 *     createConnection({ host, port }).end("hello").once("close", () => way?.close());
 *   }
 * }
 * ```
 */
export async function openTunnelPort(
  connection: Connection,
  { place, user }: { place: { host: string; port: number }; user: SshUser },
): Promise<TunnelPort | undefined> {
  const { tunnel, settings } = connection;
  if (tunnel === undefined && !settings.tunnel) return undefined;
  const { listenTunnel } = await import("./ssh/listenTunnel.ts");
  return listenTunnel(connection, { place, user });
}
