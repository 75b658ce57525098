import type { RedisClientOptions } from "@redis/client";
import { type Connection, namedHost, readSettings, readTls } from "sluice";

/** What the help of every step says of its connection. */
export const settingsHelp = `
**Connection.** A configuration with the key \`connection\` (\`redis\`) and the variables \`host\`, \`port\` (6379), \`user\` (of servers that know
several), \`password\` (encrypted) and \`database\`, a number. \`tls\` is \`off\`, \`on\` (the certificate is checked) or \`unchecked\`; \`ca\` is a
certificate in PEM that is trusted instead of those of the system, \`cert\` and \`key\` are those of the client. \`tunnel\` names a
connection of the kind \`ssh\`: the way leads through its server, which knows the database as \`host\` and \`port\`. Until the step has ended a port of this
computer leads there.
`;

/** Where the server is. */
export interface RedisPlace {
  host: string;
  port: number;
}

/** Throws ConnectionException, which names the setting. */
export function readRedisPlace(connection: Connection): RedisPlace {
  const { need, readNumber } = readSettings(connection);
  return { host: need("host"), port: readNumber("port", { fallback: 6379 }) };
}

/** `through`: where the server is reached instead. Throws ConnectionException, which names the setting. */
export function readRedisSettings(connection: Connection, through?: RedisPlace): RedisClientOptions {
  const settings = readSettings(connection);
  const { readAll, readNumber } = settings;
  const own = readRedisPlace(connection);
  const place = through === undefined ? own : { host: through.host, port: through.port };
  const { user: username, ...login } = readAll("user", "password");
  const tls = readTls(settings);
  return {
    ...(username === undefined ? {} : { username }),
    ...login,
    database: readNumber("database", { fallback: 0, least: 0 }),
    socket: tls === undefined ? place : { ...place, ...(through && namedHost(own.host)), ...tls, tls: true },
  };
}
