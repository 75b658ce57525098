import type { RedisClientOptions } from "@redis/client";
import { type Connection, StepException } from "sluice";

/** The settings of a connection do not say how to reach the server, or it cannot be reached. */
export class ConnectionException extends StepException {}

/** What the help of every step says of its connection. */
export const settingsHelp = `
**Connection.** A configuration with the key \`connection\` (\`redis\`) and the variables \`host\`, \`port\` (6379), \`user\` (of servers that know
several), \`password\` (encrypted) and \`database\`, a number. \`tls\` is \`off\`, \`on\` (the certificate is checked) or \`unchecked\`; \`ca\` is a
certificate in PEM that is trusted instead of those of the system, \`cert\` and \`key\` are those of the client.
`;

type Read = (setting: string) => string | undefined;

/** Throws ConnectionException, which names the setting. */
export function readRedisSettings({ name, settings }: Connection): RedisClientOptions {
  const wrong = (reason: string) => new ConnectionException(`The connection "${name}" cannot be used: ${reason}`);
  const read: Read = (setting) => {
    const value = Object.hasOwn(settings, setting) ? settings[setting] : undefined;
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value === "object") throw wrong(`"${setting}" is no text`);
    return String(value);
  };
  const readNumber = (setting: string, { fallback, least }: { fallback: number; least: number }) => {
    const value = Number(read(setting) ?? fallback);
    if (Number.isInteger(value) && value >= least && value <= 65535) return value;
    throw wrong(`"${setting}" is no number from ${least} to 65535`);
  };
  // The password must not go another way than the person thinks.
  if (read("tunnel") !== undefined) throw wrong('"tunnel" is for connections of the kind ssh alone');
  const host = read("host");
  if (host === undefined) throw wrong('"host" is missing');
  const mode = (read("tls") ?? "off").toLowerCase();
  if (!["off", "false", "on", "true", "unchecked"].includes(mode)) throw wrong('"tls" is off, on or unchecked');
  const place = { host, port: readNumber("port", { fallback: 6379, least: 1 }) };
  const secure = { ...readTexts(["ca", "cert", "key"], read), rejectUnauthorized: mode !== "unchecked" };
  return {
    ...(read("user") === undefined ? {} : { username: read("user") as string }),
    ...readTexts(["password"], read),
    database: readNumber("database", { fallback: 0, least: 0 }),
    socket: ["off", "false"].includes(mode) ? place : { ...place, ...secure, tls: true },
  };
}

/** The settings that have a value. */
function readTexts<N extends string>(names: readonly N[], read: Read): Partial<Record<N, string>> {
  return Object.fromEntries(names.flatMap((name) => (read(name) === undefined ? [] : [[name, read(name)]]))) as Partial<
    Record<N, string>
  >;
}
