import type { MongoClientOptions } from "mongodb";
import { type Connection, namedHost, readSettings, readTls } from "sluice";

/** What the help of every step says of its connection. */
export const settingsHelp = `
**Connection.** A configuration with the key \`connection\` (\`mongodb\`) and the variables \`host\`, \`port\` (27017), \`database\`, \`user\`,
\`password\` (encrypted) and \`auth_source\`, the database that knows the user (\`admin\`). Instead of host and port \`url\` may hold a connection string,
such as \`mongodb+srv://cluster.example.net/?retryWrites=true\`. \`tls\` is \`off\`, \`on\` (the certificate is checked) or \`unchecked\`; \`ca\` is a
certificate in PEM that is trusted instead of those of the system, \`cert\` and \`key\` are those of the client. \`tunnel\` names a
connection of the kind \`ssh\`: the way leads through its server, which knows the database as \`host\` and \`port\`; a connection string does not go through one.
Until the step has ended a port of this computer leads there.
`;

export interface MongoSettings {
  /** undefined = a connection string says it. */
  place: { host: string; port: number } | undefined;
  url: string;
  database: string;
  user: string | undefined;
  options: MongoClientOptions;
}

/** `through`: where the server is reached instead. Throws ConnectionException, which names the setting. */
export function readMongoSettings(connection: Connection, through?: { host: string; port: number }): MongoSettings {
  const settings = readSettings(connection);
  const { read, readAll, readNumber, wrong } = settings;
  const [host, given, database, user] = [read("host"), read("url"), read("database"), read("user")];
  if (host === undefined && given === undefined) throw wrong('"host" is missing');
  if (given !== undefined && !/^mongodb(\+srv)?:\/\//.test(given)) throw wrong('"url" begins with no mongodb://');
  // The servers of a connection string name each other, and the driver goes to them by itself.
  if (given !== undefined && read("tunnel") !== undefined) throw wrong('"url" goes through no "tunnel": give "host"');
  if (database === undefined) throw wrong('"database" is missing');
  const port = readNumber("port", { fallback: 27017 });
  const tls = readTls(settings);
  // What a connection string says of it stands where nothing else is said.
  const isOpen = read("tls") === undefined;
  if (user === undefined && read("password") !== undefined) throw wrong('"password" is given without "user"');
  // An address of version 6 stands in brackets.
  const place = host?.includes(":") ? `[${host}]` : host;
  const at = through === undefined ? `${place}:${port}` : `${through.host}:${through.port}`;
  return {
    place: host === undefined ? undefined : { host, port },
    url: given ?? `mongodb://${at}/?directConnection=true`,
    database,
    user,
    options: {
      ...(user === undefined
        ? {}
        : { auth: { username: user, password: read("password") ?? "" }, authSource: read("auth_source") ?? "admin" }),
      ...(isOpen ? {} : { tls: tls !== undefined }),
      ...(tls === undefined
        ? {}
        : {
            tlsAllowInvalidCertificates: !tls.rejectUnauthorized,
            tlsAllowInvalidHostnames: !tls.rejectUnauthorized,
          }),
      ...(through !== undefined && tls?.rejectUnauthorized ? namedHost(host ?? "") : {}),
      // A connection string may ask for TLS as well.
      ...(tls !== undefined || isOpen ? readAll("ca", "cert", "key") : {}),
    },
  };
}
