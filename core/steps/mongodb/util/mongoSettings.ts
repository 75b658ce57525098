import type { MongoClientOptions } from "mongodb";
import { type Connection, readSettings, readTls } from "sluice";

/** What the help of every step says of its connection. */
export const settingsHelp = `
**Connection.** A configuration with the key \`connection\` (\`mongodb\`) and the variables \`host\`, \`port\` (27017), \`database\`, \`user\`,
\`password\` (encrypted) and \`auth_source\`, the database that knows the user (\`admin\`). Instead of host and port \`url\` may hold a connection string,
such as \`mongodb+srv://cluster.example.net/?retryWrites=true\`. \`tls\` is \`off\`, \`on\` (the certificate is checked) or \`unchecked\`; \`ca\` is a
certificate in PEM that is trusted instead of those of the system, \`cert\` and \`key\` are those of the client.
`;

export interface MongoSettings {
  url: string;
  database: string;
  user: string | undefined;
  options: MongoClientOptions;
}

/** Throws ConnectionException, which names the setting. */
export function readMongoSettings(connection: Connection): MongoSettings {
  const settings = readSettings(connection);
  const { read, readAll, readNumber, wrong } = settings;
  // The password must not go another way than the person thinks.
  if (read("tunnel") !== undefined) throw wrong('"tunnel" is not for connections of this kind');
  const [host, given, database, user] = [read("host"), read("url"), read("database"), read("user")];
  if (host === undefined && given === undefined) throw wrong('"host" is missing');
  if (given !== undefined && !/^mongodb(\+srv)?:\/\//.test(given)) throw wrong('"url" begins with no mongodb://');
  if (database === undefined) throw wrong('"database" is missing');
  const port = readNumber("port", { fallback: 27017 });
  const tls = readTls(settings);
  // What a connection string says of it stands where nothing else is said.
  const isOpen = read("tls") === undefined;
  if (user === undefined && read("password") !== undefined) throw wrong('"password" is given without "user"');
  // An address of version 6 stands in brackets.
  const place = host?.includes(":") ? `[${host}]` : host;
  return {
    url: given ?? `mongodb://${place}:${port}/?directConnection=true`,
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
      // A connection string may ask for TLS as well.
      ...(tls !== undefined || isOpen ? readAll("ca", "cert", "key") : {}),
    },
  };
}
