import type { Socket } from "node:net";
import { connect as connectSecure } from "node:tls";
import { ImapFlow, type ImapFlowOptions, type ImapTransport } from "imapflow";
import { BaseStep, ConnectionException, openTunnel, readSettings, reasonOf, toConnectionException } from "sluice";
import {
  byToken,
  hasNoPassword,
  type MailServer,
  readMailServer,
  type ServerKind,
  serverParameters,
} from "./mailServers.ts";

/** Servers that keep mailboxes. */
export const imap: ServerKind = { kind: "imap", tls: "on", ports: { on: 993, starttls: 143, off: 143 } };

/** What all steps share that use a mailbox. */
export abstract class ImapStep extends BaseStep.with(serverParameters(imap.kind)) {
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Mail";

  async testConnection(): Promise<string> {
    if (hasNoPassword(this.getConnection("connection"))) {
      const knock = async (_client: ImapFlow, { host, port, user = "" }: MailServer) =>
        `${host}, port ${port}, ${byToken(user)}`;
      return withImap(this, knock, { isKnock: true });
    }
    return withImap(this, async (client, { host, port, user, tls }) => {
      const status = await client.status("INBOX", { messages: true, unseen: true });
      const count = status === false ? "" : `; INBOX has ${status.messages} messages, ${status.unseen} of them unseen`;
      return `${host}, port ${port}, lets in ${user}${tls === "off" ? ", without encryption" : ""}${count}`;
    });
  }
}

type ImapUser = Pick<ImapStep, "getConnection" | "getParameter" | "getAccessToken" | "signal" | "logger">;

/** Logs in for one piece of work. Throws ConnectionException, also when the connection is lost meanwhile, and what the work throws. */
export async function withImap<T>(
  step: ImapUser,
  work: (client: ImapFlow, server: MailServer) => Promise<T>,
  /** `refused`: a token that the server did not take. `isKnock`: nobody logs in. */
  { refused, isKnock = false }: { refused?: string; isKnock?: boolean } = {},
): Promise<T> {
  const given = step.getConnection("connection");
  const hasToken = isKnock || step.getParameter("oauth") !== null;
  const server = readMailServer(given, { ...imap, hasToken });
  const { name, host, port, user, password, tls } = server;
  if (user === undefined || (password === undefined && !hasToken)) {
    throw readSettings(given).wrong('"user" and "password" are missing');
  }
  const timeout = step.getParameter("timeout") as number;
  const token =
    hasToken && !isKnock
      ? (await step.getAccessToken("oauth", refused === undefined ? {} : { refused })).token
      : undefined;
  const { logger, signal } = step;
  const way = { place: { host, port }, user: { logger, signal, connectMs: timeout } };
  const through = await openTunnel<Socket>(given, way);
  const login = token === undefined ? { user, pass: password ?? "" } : { user, accessToken: token };
  const client = createClient(server, { timeout, through, auth: isKnock ? undefined : login });
  const lost = Promise.withResolvers<never>();
  // Nobody may be waiting when the connection ends.
  lost.promise.catch(() => undefined);
  const lose = (reason: string, cause?: unknown): void =>
    lost.reject(new ConnectionException(`The connection "${name}" was lost: ${reason}`, { cause }));
  // What fails before the login is done is told by the login itself.
  client.on("error", (error: Error) => {
    if (client.authenticated) lose(reasonOf(error), error);
  });
  client.on("close", () => {
    if (client.authenticated) lose("the server closed it");
  });
  const abort = (): void => {
    lost.reject(new ConnectionException(`The connection "${name}" was given up: the step was ended`));
    client.close();
  };
  step.signal.addEventListener("abort", abort, { once: true });
  try {
    if (step.signal.aborted) abort();
    if (tls === "off") step.logger.warning("The password goes to %s without encryption", host);
    await Promise.race([connect(client, name), lost.promise]).catch((error: unknown) => {
      // The library looks for the login when the server has answered and all is encrypted.
      if (!isKnock || !isRefusal(error)) throw error;
    });
    const result = await Promise.race([work(client, server), lost.promise]);
    if (!isKnock) await client.logout();
    return result;
  } catch (error) {
    // It may have ended early: there is one fresh token.
    if (token === undefined || refused !== undefined || client.authenticated || !isRefusal(error)) throw error;
    return withImap(step, work, { refused: token });
  } finally {
    step.signal.removeEventListener("abort", abort);
    client.close();
    through?.destroy();
  }
}

/** Over a tunnel if there is one, which is closed where there is no client. */
function createClient(
  { host, port, tls, tlsOptions }: MailServer,
  { timeout, through, auth }: { timeout: number; through: Socket | undefined; auth: ImapFlowOptions["auth"] },
): ImapFlow {
  try {
    return new ImapFlow({
      host,
      port,
      ...(through && { transport: transportOf(through, tlsOptions) }),
      secure: tls === "on",
      ...(tls !== "on" && { doSTARTTLS: tls === "starttls" }),
      tls: tlsOptions,
      ...(auth && { auth }),
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      socketTimeout: timeout,
      disableAutoIdle: true,
      logger: false,
    });
  } catch (error) {
    through?.destroy();
    throw error;
  }
}

/** What is connected already, for the library. */
function transportOf(socket: Socket, tlsOptions: MailServer["tlsOptions"]): ImapTransport {
  const upgrade = (done: () => void) => connectSecure({ ...tlsOptions, socket }, done);
  return {
    connect({ secure }, done) {
      if (secure) return upgrade(done);
      setImmediate(done);
      return socket;
    },
    upgrade: (_socket, _options, done) => upgrade(done),
  };
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return Reflect.get(error, "authenticationFailed") === true || isRefusal(error.cause);
}

async function connect(client: ImapFlow, name: string): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    const said = (error as { responseText?: string }).responseText;
    throw toConnectionException(name, said === undefined ? error : new Error(said, { cause: error }));
  }
}
