import type { Connection } from "../model/Connection.ts";
import { ConnectionException } from "./exceptions.ts";

/** The settings of one connection as texts. Everything throws ConnectionException, which names the connection and the setting. */
export interface ConnectionSettings {
  /** The value of a setting; undefined = it has none, or it is empty. */
  read(setting: string): string | undefined;
  /** Those that have a value. */
  readAll<N extends string>(...settings: N[]): Partial<Record<N, string>>;
  /** A value that there must be. */
  need(setting: string): string;
  /** A whole number from `least` (1) to 65535. */
  readNumber(setting: string, options: { fallback: number; least?: number }): number;
  /** One of some values; the first of `fallback` without one. */
  readChoice<C extends string>(setting: string, options: { choices: readonly C[]; fallback: C }): C;
  /** What to throw for another reason. */
  wrong(reason: string): ConnectionException;
}

/**
 * Reads the settings of a connection, and says what is wrong with them in the words of all steps.
 *
 * ```ts
 * import { type Connection, readSettings } from "sluice";
 *
 * export function serverOf(connection: Connection) {
 *   const { need, readNumber, readAll } = readSettings(connection);
 *   return { host: need("host"), port: readNumber("port", { fallback: 5432 }), ...readAll("user", "password") };
 * }
 * ```
 */
export function readSettings({ name, settings }: Connection): ConnectionSettings {
  const wrong = (reason: string) => new ConnectionException(`The connection "${name}" cannot be used: ${reason}`);
  const read = (setting: string): string | undefined => {
    const value = Object.hasOwn(settings, setting) ? settings[setting] : undefined;
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value === "object") throw wrong(`"${setting}" is no text`);
    return String(value);
  };
  return {
    wrong,
    read,
    readAll<N extends string>(...names: N[]) {
      const found: Partial<Record<N, string>> = {};
      for (const one of names) {
        const value = read(one);
        if (value !== undefined) found[one] = value;
      }
      return found;
    },
    need(setting) {
      const value = read(setting);
      if (value === undefined) throw wrong(`"${setting}" is missing`);
      return value;
    },
    readNumber(setting, { fallback, least = 1 }) {
      const value = Number(read(setting) ?? fallback);
      if (Number.isInteger(value) && value >= least && value <= 65535) return value;
      throw wrong(`"${setting}" is no number from ${least} to 65535`);
    },
    readChoice<C extends string>(setting: string, { choices, fallback }: { choices: readonly C[]; fallback: C }) {
      const given = read(setting) ?? fallback;
      const found = choices.find((choice) => choice === given.toLowerCase());
      if (found !== undefined) return found;
      throw wrong(`"${setting}" is ${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`);
    },
  };
}

/**
 * A system that cannot be reached or lets nobody in, as an error of its connection; one that says so already stays as it is.
 *
 * ```ts
 * import { createConnection } from "node:net";
 * import { once } from "node:events";
 * import { type Connection, readSettings, toConnectionException } from "sluice";
 *
 * export async function reach(connection: Connection) {
 *   const { need, readNumber } = readSettings(connection);
 *   const socket = createConnection({ host: need("host"), port: readNumber("port", { fallback: 7 }) });
 *   await once(socket, "connect").catch((error) => {
 *     throw toConnectionException(connection.name, error);
 *   });
 *   return socket;
 * }
 * ```
 */
export function toConnectionException(name: string, error: unknown): ConnectionException {
  if (error instanceof ConnectionException) return error;
  return new ConnectionException(`The connection "${name}" cannot be made: ${reasonOf(error)}`, { cause: error });
}

/**
 * The message of an error for people; of several tries to connect the first one's.
 *
 * ```ts
 * import { BaseStep, reasonOf } from "sluice";
 *
 * export default class AskOnce extends BaseStep {
 *   async execute() {
 *     await this.fetch("http://127.0.0.1:1").catch((error) => this.logger.warning(reasonOf(error)));
 *   }
 * }
 * ```
 */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.message || String((error as { code?: unknown }).code ?? error.name);
}
