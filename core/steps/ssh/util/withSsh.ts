import type { Duplex, Readable } from "node:stream";
import { BaseStep, type Connection, connection, defineParameters, duration } from "sluice";
import ssh2 from "ssh2";
import { describeKey } from "./hostKeys.ts";
import { createLogin } from "./login.ts";
import { ConnectionException, readSshSettings, type SshSettings } from "./sshSettings.ts";

const parameters = defineParameters({
  connection: connection({
    title: "Connection",
    description: "The connection to the server, of the kind ssh.",
    kinds: ["ssh"],
    testedBy: "testConnection",
    required: true,
  }),
  connect_timeout: duration({
    title: "Time to connect",
    description: "Longest time until the server has let the user in.",
    defaultValue: 20,
    min: 0.001,
    max: 2_000_000,
    advanced: true,
  }),
});

/** What all steps over SSH share. */
export abstract class SshStep extends BaseStep.with(parameters) {
  override version = "1.0.0";
  override author = "Sluice";
  override icon = "terminal";

  async testConnection(): Promise<string> {
    const { host, port, user } = readSshSettings(this.getConnection("connection"));
    const { tunnel } = this.getConnection("connection");
    return withSsh(this, async ({ hostKey, isTrusted }) => {
      const known = isTrusted ? "" : ", which is not checked: whoever answers there is trusted";
      const way = tunnel === undefined ? "," : `, through "${tunnel.name}",`;
      return `${host}, port ${port}${way} lets in ${user}; its key is ${hostKey}${known}`;
    });
  }
}

export type SshUser = Pick<SshStep, "getConnection" | "getParameter" | "logger" | "signal">;

/** A server that has let the user in. */
export interface SshServer {
  client: ssh2.Client;
  /** Type and fingerprint. */
  hostKey: string;
  /** Whether the host key was checked. */
  isTrusted: boolean;
}

/** Logs in for one piece of work, through other servers where the connection says so. Throws ConnectionException, also when the connection is lost meanwhile, and what the work throws. */
export function withSsh<T>(step: SshUser, work: (server: SshServer) => Promise<T>): Promise<T> {
  return visit({ step, given: step.getConnection("connection"), work });
}

interface Visit<T> {
  step: SshUser;
  given: Connection;
  work: (server: SshServer) => Promise<T>;
}

/** Logs in, first at the server that the way leads through. */
export function visit<T>({ step, given, work }: Visit<T>): Promise<T> {
  const settings = readSshSettings(given);
  const { name, tunnel } = given;
  if (tunnel === undefined) return atServer({ step, name, settings, sock: undefined, work });
  const { host, port } = settings;
  return visit({
    step,
    given: tunnel,
    work: async ({ client }) => {
      const sock = await forward(client, { host, port, step }).catch((cause: Error) => {
        const reason = `the way through "${tunnel.name}" does not lead to ${host}, port ${port}: ${cause.message}`;
        throw new ConnectionException(`The connection "${name}" cannot be made: ${reason}`, { cause });
      });
      return atServer({ step, name, settings, sock, work });
    },
  });
}

/** A channel to a place that a server can reach, in the time that a connection may take. */
function forward(
  client: ssh2.Client,
  { host, port, step }: { host: string; port: number; step: SshUser },
): Promise<Duplex> {
  const timeout = step.getParameter("connect_timeout") as number;
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`nobody answers within ${timeout / 1000} s`)), timeout);
    const abort = (): void => reject(new Error("the step was ended"));
    step.signal.addEventListener("abort", abort, { once: true });
    const settle = (): void => {
      clearTimeout(late);
      step.signal.removeEventListener("abort", abort);
    };
    client.forwardOut("127.0.0.1", 0, host, port, (error, channel) => {
      settle();
      if (error === undefined) resolve(channel);
      else reject(error);
    });
  });
}

async function atServer<T>({ work, ...login }: LogIn & Pick<Visit<T>, "work">): Promise<T> {
  const client = new ssh2.Client();
  try {
    const server = await logIn(client, login);
    const lost = new Promise<never>((_resolve, reject) => {
      const lose = (reason: string, cause?: unknown): void =>
        reject(new ConnectionException(`The connection "${login.name}" was lost: ${reason}`, { cause }));
      client.on("error", (error) => lose(error.message, error));
      // Through another server only its end may be heard of. What came before that is taken in first.
      const end = (): unknown => setImmediate(lose, "the server closed it");
      client.on("end", end).on("close", end);
    });
    return await Promise.race([work(server), lost]);
  } finally {
    client.end();
  }
}

interface LogIn {
  step: SshUser;
  name: string;
  settings: SshSettings;
  /** What the connection goes through instead of a socket of its own. */
  sock: Duplex | undefined;
}

async function logIn(client: ssh2.Client, { step, name, settings, sock }: LogIn): Promise<SshServer> {
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
  step.signal.addEventListener("abort", abort, { once: true });
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
      readyTimeout: step.getParameter("connect_timeout") as number,
      // A server that is gone is noticed within a minute.
      keepaliveInterval: 15_000,
      keepaliveCountMax: 3,
      ...hostKeyAlgorithms(hostKey.types),
      hostVerifier: (key: Buffer) => {
        shown = describeKey(key);
        refused = hostKey.refuse(key);
        return refused === undefined;
      },
      ...login.options,
    });
    if (step.signal.aborted) abort();
    await ready.promise;
  } finally {
    step.signal.removeEventListener("abort", abort);
  }
  if (hostKey.isOpen) {
    step.logger.warning('The key of %s is not checked ("host_key" is any): whoever answers there is trusted', host);
  }
  return { client, hostKey: shown, isTrusted: !hostKey.isOpen };
}

/** Servers have keys of several types: the one that is known has to be asked for. */
function hostKeyAlgorithms(types: readonly string[] | undefined): Pick<ssh2.ConnectConfig, "algorithms"> {
  if (types === undefined) return {};
  const names = types.flatMap((type) => (type === "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256", type] : [type]));
  return { algorithms: { serverHostKey: names as ssh2.ServerHostKeyAlgorithm[] } };
}
