import type { Socket } from "node:net";
import type { Duplex, Readable } from "node:stream";
import ssh2 from "ssh2";
import type { Connection } from "../../model/Connection.ts";
import { ConnectionException } from "../exceptions.ts";
import { goodByeMs, tellClosing } from "./closing.ts";
import { describeKey } from "./hostKeys.ts";
import { createLogin } from "./login.ts";
import type { SshServer, SshUser } from "./SshServer.ts";
import { readSshSettings, type SshSettings } from "./sshSettings.ts";

/** With the client of the library. */
export interface SshConnection extends SshServer {
  client: ssh2.Client;
  /** What the way to the first server goes over. */
  socket: Socket;
}

/**
 * Logs in at a server, through others where the connection says so. `isKept`: it may rest between two attempts, so it says nothing
 * by itself. Throws ConnectionException.
 */
export async function connectSsh(given: Connection, user: SshUser, { isKept = false } = {}): Promise<SshConnection> {
  const settings = readSshSettings(given);
  const before = await connectWay(given, user, { isKept });
  try {
    const sock = before && (await forwardTo(before, { given, place: settings, user }));
    return await connectTo({ user, name: given.name, settings, sock, isKept }, before);
  } catch (error) {
    before?.close();
    throw error;
  }
}

/** Logs in at the server that the way of a connection leads through; undefined = it leads through none. Throws ConnectionException. */
export async function connectWay(
  { name, tunnel, settings }: Connection,
  user: SshUser,
  options: { isKept: boolean },
): Promise<SshConnection | undefined> {
  if (tunnel !== undefined) return connectSsh(tunnel, user, options);
  const named = Object.hasOwn(settings, "tunnel") ? (settings.tunnel ?? "") : "";
  if (named === "") return undefined;
  const reason = `"tunnel" names no connection, or leads in a circle: ${JSON.stringify(named).replace(/^"|"$/g, "")}`;
  throw new ConnectionException(`The connection "${name}" cannot be used: ${reason}`);
}

/** A channel from a server to a place that it can reach, for a connection. Throws ConnectionException. */
export async function forwardTo(
  { client }: SshConnection,
  { given: { name, tunnel }, place: { host, port }, user }: { given: Connection; place: Place; user: SshUser },
): Promise<Duplex> {
  try {
    return await forward(client, { host, port, user });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    const reason = `the way through "${tunnel?.name}" does not lead to ${host}, port ${port}: ${said}`;
    throw new ConnectionException(`The connection "${name}" cannot be made: ${reason}`, { cause });
  }
}

interface Place {
  host: string;
  port: number;
}

/** In the time that a connection may take. */
function forward(client: ssh2.Client, { host, port, user }: Place & { user: SshUser }): Promise<Duplex> {
  const { connectMs, signal } = user;
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`nobody answers within ${connectMs / 1000} s`)), connectMs);
    const abort = (): void => reject(new Error("the step was ended"));
    signal.addEventListener("abort", abort, { once: true });
    client.forwardOut("127.0.0.1", 0, host, port, (error, channel) => {
      clearTimeout(late);
      signal.removeEventListener("abort", abort);
      if (error === undefined) resolve(channel);
      else reject(error);
    });
  });
}

interface LogIn {
  user: SshUser;
  name: string;
  settings: SshSettings;
  /** What the connection goes through instead of a socket of its own. */
  sock: Duplex | undefined;
  isKept: boolean;
}

async function connectTo(login: LogIn, before: SshConnection | undefined): Promise<SshConnection> {
  const client = new ssh2.Client();
  const close = (): void => {
    const own = Reflect.get(client, "_sock") as Socket | undefined;
    client.end();
    if (before === undefined) leave(own);
    else before.close();
  };
  try {
    const known = await logIn(client, login);
    const lost = new Promise<never>((_resolve, reject) => {
      const lose = (reason: string, cause?: unknown): void =>
        reject(new ConnectionException(`The connection "${login.name}" was lost: ${reason}`, { cause }));
      client.on("error", (error) => lose(error.message, error));
      // Through another server only its end may be heard of. What came before that is taken in first.
      const end = (): unknown => setImmediate(lose, "the server closed it");
      client.on("end", end).on("close", end);
      before?.lost.catch(reject);
    });
    // Nobody may be listening.
    lost.catch(() => undefined);
    const { host, port, user } = login.settings;
    const socket = before?.socket ?? (Reflect.get(client, "_sock") as Socket);
    return { ...known, client, host, port, user, lost, socket, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** The server may take its time to hang up as well, or be gone, and what is open then is taken for forgotten. */
function leave(socket: Socket | undefined): void {
  if (socket === undefined) return;
  tellClosing(socket);
  if (socket.destroyed) return;
  const late = setTimeout(() => socket.destroy(), goodByeMs).unref();
  socket.once("close", () => clearTimeout(late));
  socket.destroySoon();
}

async function logIn(
  client: ssh2.Client,
  { user: { signal, logger, connectMs }, name, settings, sock, isKept }: LogIn,
): Promise<Pick<SshServer, "hostKey" | "isTrusted">> {
  const login = createLogin(settings);
  const { host, port, user, hostKey } = settings;
  const ready = Promise.withResolvers<void>();
  let shown = "";
  let refused: string | undefined;
  const fail = (reason: string, cause?: unknown): void =>
    ready.reject(new ConnectionException(`The connection "${name}" cannot be made: ${reason}`, { cause }));
  const abort = (): void => {
    fail("the step was ended");
    client.destroy();
  };
  signal.addEventListener("abort", abort, { once: true });
  client.once("ready", () => ready.resolve());
  const end = (): void => fail("the server closed it");
  client.once("end", end).once("close", end);
  client.on("error", (error) => {
    // Without its agent a user may still be let in by something else.
    if (error.level === "agent") login.agentFailed(error.message);
    else if (error.level === "client-authentication") fail(login.refusal(), error);
    else if (error.level === "client-timeout") fail(`${host}, port ${port}, let nobody in in time`, error);
    else fail(refused ?? (error.message || String(Reflect.get(error, "code"))), error);
  });
  try {
    client.connect({
      ...(sock === undefined ? { host, port } : { sock: sock as Readable }),
      username: user,
      readyTimeout: connectMs,
      // A server that is gone is noticed within a minute; what rests must not be kept awake for it.
      keepaliveInterval: isKept ? 0 : 15_000,
      keepaliveCountMax: 3,
      ...hostKeyAlgorithms(hostKey.types),
      hostVerifier: (key: Buffer) => {
        shown = describeKey(key);
        refused = hostKey.refuse(key);
        return refused === undefined;
      },
      ...login.options,
    });
    if (signal.aborted) abort();
    await ready.promise;
  } finally {
    signal.removeEventListener("abort", abort);
  }
  if (hostKey.isOpen) {
    logger.warning('The key of %s is not checked ("host_key" is any): whoever answers there is trusted', host);
  }
  return { hostKey: shown, isTrusted: !hostKey.isOpen };
}

/** Servers have keys of several types: the one that is known has to be asked for. */
function hostKeyAlgorithms(types: readonly string[] | undefined): Pick<ssh2.ConnectConfig, "algorithms"> {
  if (types === undefined) return {};
  const names = types.flatMap((type) => (type === "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256", type] : [type]));
  return { algorithms: { serverHostKey: names as ssh2.ServerHostKeyAlgorithm[] } };
}
