import { createClient, RESP_TYPES, type RedisClientOptions } from "@redis/client";
import {
  BaseStep,
  ConnectionException,
  connection,
  defineParameters,
  duration,
  openTunnelPort,
  StepException,
} from "sluice";
import { readRedisPlace, readRedisSettings } from "./redisSettings.ts";

/** A command that Redis refuses or does not answer in time. */
export class RedisException extends StepException {}

const parameters = defineParameters({
  connection: connection({
    title: "Connection",
    description: "The connection to the server, of the kind redis.",
    kinds: ["redis"],
    testedBy: "testConnection",
    tunnel: true,
    required: true,
  }),
  timeout: duration({
    title: "Timeout",
    description: "Longest time for connecting and all answers together.",
    defaultValue: 30,
    min: 0.001,
    max: 2_000_000,
    advanced: true,
  }),
});

/** What all steps for Redis share. */
export abstract class RedisStep extends BaseStep.with(parameters) {
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Databases";
  override icon = "database-zap";

  async testConnection(): Promise<string> {
    const said = await withRedis(this, (server) => server.send({ command: "INFO", about: ["server"] }));
    const version = /^redis_version:(\S+)/m.exec(String(said))?.[1] ?? "of an unknown version";
    const { database = 0 } = readRedisSettings(this.getConnection("connection"));
    return `Redis ${version}, database ${database}`;
  }
}

/** A command in two parts: what an error may tell of it, and what it may not. */
export interface Command {
  command: string;
  /** Keys, channels and options. */
  about: readonly string[];
  /** Values; they stand after the key. */
  values?: readonly (string | Buffer)[];
  /** Options after the values. */
  options?: readonly string[];
}

/** A server while it is used. */
export interface RedisServer {
  /** What the server answers: texts as bytes. Commands that are sent at once travel together. Throws RedisException. */
  send(command: Command): Promise<unknown>;
}

type RedisUser = Pick<RedisStep, "getConnection" | "getParameter" | "signal" | "logger">;

/** Connects for one piece of work. Throws ConnectionException, and what the work throws. */
export async function withRedis<T>(step: RedisUser, work: (server: RedisServer) => Promise<T>): Promise<T> {
  const given = step.getConnection("connection");
  const timeout = step.getParameter("timeout") as number;
  const { logger, signal } = step;
  const user = { logger, signal, connectMs: timeout };
  // What is wrong with the settings is told before anybody is asked.
  readRedisSettings(given);
  const way = await openTunnelPort(given, { place: readRedisPlace(given), user });
  const late = AbortSignal.timeout(timeout);
  const ends = AbortSignal.any([late, step.signal]);
  // The client itself may wait for ever for a server that does not answer.
  const ended = new Promise<never>((_resolve, reject) => {
    const end = (): void =>
      reject(new Error(late.aborted ? `nobody answered within ${timeout / 1000} s` : "the step was ended"));
    if (ends.aborted) end();
    else ends.addEventListener("abort", end, { once: true });
  });
  ended.catch(() => undefined);
  let opened: ReturnType<typeof openClient> | undefined;
  try {
    const client = openClient(readRedisSettings(given, way), timeout);
    opened = client;
    await Promise.race([client.connect(), ended]).catch((cause: unknown) => {
      const reason = reasonOf(cause);
      throw new ConnectionException(`The connection "${given.name}" cannot be made: ${reason}`, toldBy(cause, reason));
    });
    return await work({
      async send({ command, about, values = [], options = [] }) {
        try {
          return await Promise.race([client.sendCommand([command, ...about, ...values, ...options]), ended]);
        } catch (cause) {
          const shown = [command, ...about, ...options].join(" ");
          const reason = reasonOf(cause);
          throw new RedisException(`${reason}, in: ${shown.slice(0, 500)}`, toldBy(cause, reason));
        }
      },
    });
  } finally {
    if (opened?.isOpen) opened.destroy();
    way?.close();
  }
}

function openClient(settings: RedisClientOptions, connectTimeout: number) {
  const client = createClient({
    ...settings,
    // Servers before version 6 speak no other.
    RESP: 2,
    disableClientInfo: true,
    maintNotifications: "disabled",
    socket: { ...settings.socket, connectTimeout, reconnectStrategy: false } as RedisClientOptions["socket"] & object,
    commandOptions: { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
  });
  // A connection that is lost fails the command as well; without a listener it would end the process.
  client.on("error", () => undefined);
  return client;
}

/** The server repeats the values of a command that it does not know. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  return message.replace(/,? with args beginning with:.*$/s, "");
}

/** The cause of an error, unless it tells more than the reason does. */
function toldBy(cause: unknown, reason: string): { cause?: unknown } {
  return cause instanceof Error && cause.message !== "" && cause.message !== reason ? {} : { cause };
}
