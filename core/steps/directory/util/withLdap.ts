import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectSecure } from "node:tls";
import { Client } from "ldapts";
import {
  BaseStep,
  ConnectionException,
  connection,
  defineParameters,
  duration,
  openTunnel,
  StepException,
} from "sluice";
import { type LdapSettings, ldapReasonOf, readLdapSettings } from "./ldapSettings.ts";

const parameters = defineParameters({
  connection: connection({
    title: "Connection",
    description: "The connection to the directory, of the kind ldap.",
    kinds: ["ldap"],
    testedBy: "testConnection",
    tunnel: true,
    required: true,
  }),
  timeout: duration({
    title: "Timeout",
    description: "Longest time to connect, and for the server to answer one request.",
    defaultValue: 60,
    min: 0.001,
    max: 2_000_000,
    advanced: true,
  }),
});

/** A request that a directory refuses. */
export class LdapException extends StepException {}

/** What all steps for directories share. */
export abstract class LdapStep extends BaseStep.with(parameters) {
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Directories";

  async testConnection(): Promise<string> {
    return withLdap(this, async (client, { host, port, user, tls }) => {
      const { searchEntries } = await client.search("", { scope: "base", attributes: ["namingContexts"] });
      const trees = [searchEntries[0]?.namingContexts ?? []].flat().join(", ");
      const who = user === undefined ? "asks for no login" : `lets in ${user}`;
      const way = tls === "off" ? ", without encryption" : "";
      return `${host}, port ${port}, ${who}${way}${trees === "" ? "" : `; it holds ${trees}`}`;
    });
  }
}

type LdapUser = Pick<LdapStep, "getConnection" | "getParameter" | "signal" | "logger">;

/** Logs in for one piece of work. Throws ConnectionException, also when the step is ended meanwhile, and what the work throws. */
export async function withLdap<T>(
  step: LdapUser,
  work: (client: Client, settings: LdapSettings) => Promise<T>,
): Promise<T> {
  const given = step.getConnection("connection");
  const settings = readLdapSettings(given);
  const { name, host, port, tls, user } = settings;
  const timeout = step.getParameter("timeout") as number;
  const { logger, signal } = step;
  const way = { place: { host, port }, user: { logger, signal, connectMs: timeout } };
  const through = await openTunnel<Socket>(given, way);
  const ended = Promise.withResolvers<never>();
  // Nobody may be waiting when the step is ended.
  ended.promise.catch(() => undefined);
  let hangUp = (): void => void through?.destroy();
  const abort = (): void => {
    ended.reject(new ConnectionException(`The connection "${name}" was given up: the step was ended`));
    hangUp();
  };
  step.signal.addEventListener("abort", abort, { once: true });
  try {
    const opened = createClient(settings, { timeout, through });
    const { client } = opened;
    hangUp = opened.hangUp;
    if (step.signal.aborted) abort();
    if (user !== undefined && tls === "off") step.logger.warning("The password goes to %s without encryption", host);
    await Promise.race([logIn(client, { settings, timeout }), ended.promise]);
    return await Promise.race([work(client, settings), ended.promise]);
  } finally {
    step.signal.removeEventListener("abort", abort);
    hangUp();
  }
}

/** A client that connects once: the library would do it again, without the encryption or the login that it had. */
function createClient(
  { host, port, tls, tlsOptions }: LdapSettings,
  { timeout, through }: { timeout: number; through: Socket | undefined },
) {
  let socket: Socket | undefined;
  const once = <S extends Socket>(open: () => S) => {
    return (): S => {
      if (socket !== undefined) throw new LdapException("The server closed the connection");
      const opened = open();
      socket = opened;
      return opened;
    };
  };
  const openPlain = once(() => through ?? connectPlain(port, host));
  const openSecure = once(() =>
    connectSecure({ ...tlsOptions, ...(through === undefined ? { port, host } : { socket: through }) }),
  );
  const client = new Client({
    url: `${tls === "on" ? "ldaps" : "ldap"}://directory`,
    timeout,
    connectTimeout: timeout,
    createConnection: openPlain,
    ...(tls === "on" && { createSecureConnection: openSecure }),
  });
  return { client, hangUp: () => void (through ?? socket)?.destroy() };
}

async function logIn(
  client: Client,
  { settings, timeout }: { settings: LdapSettings; timeout: number },
): Promise<void> {
  const { name, tls, tlsOptions, user, password } = settings;
  const late = Promise.withResolvers<never>();
  late.promise.catch(() => undefined);
  const timer = setTimeout(() => late.reject(new Error(`nobody answers within ${timeout / 1000} s`)), timeout);
  const open = async (): Promise<void> => {
    if (tls === "starttls") await client.startTLS({ ...tlsOptions });
    // Who does not log in is known to be heard by the first answer.
    if (user === undefined) await client.bind("", "");
    else await client.bind(user, password);
  };
  try {
    await Promise.race([open(), late.promise]);
  } catch (error) {
    if (error instanceof ConnectionException) throw error;
    throw new ConnectionException(`The connection "${name}" cannot be made: ${ldapReasonOf(error)}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
