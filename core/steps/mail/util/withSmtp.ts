import type { Socket } from "node:net";
import SMTPConnection, { type SMTPConnectionSendInfo } from "nodemailer/lib/smtp-connection";
import { BaseStep, ConnectionException, openTunnel, readSettings, toConnectionException } from "sluice";
import {
  byToken,
  hasNoPassword,
  type MailServer,
  readMailServer,
  type ServerKind,
  serverParameters,
} from "./mailServers.ts";

/** Servers that take mail. */
export const smtp: ServerKind = { kind: "smtp", tls: "starttls", ports: { on: 465, starttls: 587, off: 25 } };

/** What all steps share that send mail. */
export abstract class SmtpStep extends BaseStep.with(serverParameters(smtp.kind)) {
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Mail";

  async testConnection(): Promise<string> {
    const given = this.getConnection("connection");
    const isByToken = hasNoPassword(given);
    const { host, port, user, tls } = readMailServer(given, { ...smtp, hasToken: isByToken });
    const work = async () => {
      const who = user === undefined ? "takes mail without a login" : isByToken ? byToken(user) : `lets in ${user}`;
      return `${host}, port ${port}, ${who}${tls === "off" ? ", without encryption" : ""}`;
    };
    return withSmtp(this, work, { isKnock: isByToken });
  }
}

/** A server that has let the user in. */
export interface SmtpServer {
  send(mail: { envelope: { from: string; to: string[] }; message: Buffer }): Promise<SMTPConnectionSendInfo>;
}

type SmtpUser = Pick<SmtpStep, "getConnection" | "getParameter" | "getAccessToken" | "signal" | "logger">;

/** Logs in for one piece of work. Throws ConnectionException, also when the connection is lost meanwhile, and what the work throws. */
export async function withSmtp<T>(
  step: SmtpUser,
  work: (server: SmtpServer) => Promise<T>,
  /** Nobody logs in. */
  { isKnock = false } = {},
): Promise<T> {
  const hasToken = isKnock || step.getParameter("oauth") !== null;
  const given = step.getConnection("connection");
  const server = readMailServer(given, { ...smtp, hasToken });
  const { name, host, port, user, password, tls } = server;
  if (user === undefined && hasToken) {
    throw readSettings(given).wrong('"user" is missing: a token of OAuth 2.0 does not say who sends the mail');
  }
  const timeout = step.getParameter("timeout") as number;
  const { logger, signal } = step;
  const way = { place: { host, port }, user: { logger, signal, connectMs: timeout } };
  const through = await openTunnel<Socket>(given, way);
  const client = createClient(server, { timeout, through });
  const lost = Promise.withResolvers<never>();
  // Nobody may be waiting when the connection ends.
  lost.promise.catch(() => undefined);
  client.on("error", (error: Error) => lost.reject(error));
  client.on("end", () => lost.reject(new Error("the server closed it")));
  const abort = (): void => {
    lost.reject(new ConnectionException(`The connection "${name}" was given up: the step was ended`));
    client.close();
  };
  step.signal.addEventListener("abort", abort, { once: true });
  const call = <R>(start: (done: (error?: Error | null, result?: R) => void) => void): Promise<R> => {
    const answer = new Promise<R>((resolve, reject) => {
      start((error, result) => (error ? reject(error) : resolve(result as R)));
    });
    return Promise.race([answer, lost.promise]);
  };
  try {
    try {
      if (step.signal.aborted) abort();
      await call<void>((done) => (step.signal.aborted ? undefined : client.connect(done)));
      if (user !== undefined && !isKnock) {
        if (tls === "off") step.logger.warning("The password goes to %s without encryption", host);
        const login = hasToken ? { user, oauth2: tokenSource(step, user) } : { user, pass: password ?? "" };
        await call((done) => client.login(login as Parameters<SMTPConnection["login"]>[0], done));
      }
    } catch (error) {
      throw toConnectionException(name, error);
    }
    return await work({ send: ({ envelope, message }) => call((done) => client.send(envelope, message, done)) });
  } finally {
    step.signal.removeEventListener("abort", abort);
    await hangUp(client);
    through?.destroy();
  }
}

/** Over a tunnel if there is one, which is closed where there is no client. */
function createClient(
  { host, port, tls, tlsOptions }: MailServer,
  { timeout, through }: { timeout: number; through: Socket | undefined },
): SMTPConnection {
  try {
    return new SMTPConnection({
      host,
      port,
      ...(through && { connection: through }),
      secure: tls === "on",
      requireTLS: tls === "starttls",
      ignoreTLS: tls === "off",
      tls: tlsOptions,
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      socketTimeout: timeout,
      dnsTimeout: timeout,
      socketCloseTimeout: 0,
    });
  } catch (error) {
    through?.destroy();
    throw error;
  }
}

/** What the library asks for a token, and for another one when the server refused that. */
function tokenSource(step: Pick<SmtpStep, "getAccessToken">, user: string) {
  let refused: string | undefined;
  return {
    getToken(isRefused: boolean, done: (error: unknown, token?: string) => void): void {
      const options = isRefused && refused !== undefined ? { refused } : {};
      step.getAccessToken("oauth", options).then(({ token }) => {
        refused = token;
        done(null, token);
      }, done);
    },
    buildXOAuth2Token: (token: string): string =>
      Buffer.from(`user=${user}\u0001auth=Bearer ${token}\u0001\u0001`).toString("base64"),
  };
}

/** Says good-bye to a server that listens. Nothing of the connection is open when it settles, a second later at most. */
async function hangUp(client: SMTPConnection): Promise<void> {
  if (client.destroyed) return;
  const ended = Promise.withResolvers<void>();
  client.once("end", () => ended.resolve());
  const timer = setTimeout(() => ended.resolve(), 1_000);
  client.quit();
  await ended.promise;
  clearTimeout(timer);
  client.close();
}
