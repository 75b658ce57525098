import type { Collection, MongoClientOptions } from "mongodb";
import {
  BaseStep,
  ConnectionException,
  connection,
  defineParameters,
  duration,
  openTunnelPort,
  StepException,
  text,
} from "sluice";
import { readMongoSettings } from "./mongoSettings.ts";

/** What MongoDB refuses or does not answer in time. */
export class MongoException extends StepException {}

const parameters = defineParameters({
  connection: connection({
    title: "Connection",
    description: "The connection to the server, of the kind mongodb.",
    kinds: ["mongodb"],
    testedBy: "testConnection",
    tunnel: true,
    required: true,
  }),
  collection: text({
    title: "Collection",
    description: "Name of the collection.",
    sampleValue: "devices",
    required: true,
  }),
  timeout: duration({
    title: "Timeout",
    description: "Longest time to connect, and for the server to answer once.",
    defaultValue: 60,
    min: 0.001,
    max: 2_000_000,
    advanced: true,
  }),
});

/** What all steps for MongoDB share. */
export abstract class MongoStep extends BaseStep.with(parameters) {
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Databases";
  override icon = "database";

  async testConnection(): Promise<string> {
    const { database, user } = readMongoSettings(this.getConnection("connection"));
    return withDatabase(this, async (client) => {
      const { version } = await client.db(database).command({ buildInfo: 1 });
      return `MongoDB ${version}, database "${database}"${user === undefined ? "" : ` as ${user}`}`;
    });
  }
}

type MongoUser = Pick<MongoStep, "getConnection" | "getParameter" | "signal" | "logger">;
type Client = InstanceType<typeof import("mongodb")["MongoClient"]>;

/** Connects for one piece of work with the step's collection. Throws ConnectionException, MongoException, and what else the work throws. */
export function withMongo<T>(step: MongoUser, work: (collection: Collection) => Promise<T>): Promise<T> {
  const { database } = readMongoSettings(step.getConnection("connection"));
  const name = step.getParameter("collection") as string;
  return withDatabase(step, async (client) => {
    try {
      return await work(client.db(database).collection(name));
    } catch (error) {
      throw await toMongoException(error, name);
    }
  });
}

async function withDatabase<T>(step: MongoUser, work: (client: Client) => Promise<T>): Promise<T> {
  const given = step.getConnection("connection");
  const { name } = given;
  const timeout = step.getParameter("timeout") as number;
  const { place } = readMongoSettings(given);
  const { logger, signal } = step;
  const user = { logger, signal, connectMs: timeout };
  const way = place && (await openTunnelPort(given, { place, user }));
  try {
    const { url, options } = readMongoSettings(given, way);
    const client = await createClient({ name, url, options: { ...options, ...limits(timeout) } });
    return await workWith(client, { name, signal, work });
  } finally {
    way?.close();
  }
}

async function workWith<T>(
  client: Client,
  { name, signal, work }: { name: string; signal: AbortSignal; work: (client: Client) => Promise<T> },
): Promise<T> {
  const leave = (): void => void client.close(true);
  signal.addEventListener("abort", leave, { once: true });
  try {
    signal.throwIfAborted();
    await client.connect().catch((cause: unknown) => {
      throw new ConnectionException(`The connection "${name}" cannot be made: ${reasonOf(cause)}`, { cause });
    });
    return await work(client);
  } finally {
    signal.removeEventListener("abort", leave);
    await client.close(true);
  }
}

function limits(timeout: number): MongoClientOptions {
  return {
    appName: "sluice",
    serverSelectionTimeoutMS: timeout,
    connectTimeoutMS: timeout,
    // A server that says nothing at all is left.
    socketTimeoutMS: timeout,
    maxPoolSize: 1,
    // Big integers as they are, bytes as bytes.
    useBigInt64: true,
    promoteBuffers: true,
    ignoreUndefined: true,
  };
}

async function createClient({
  name,
  url,
  options,
}: {
  name: string;
  url: string;
  options: MongoClientOptions;
}): Promise<Client> {
  // The driver is loaded by those who use it.
  const { MongoClient } = await import("mongodb");
  try {
    return new MongoClient(url, options);
  } catch {
    // What the driver says may repeat the connection string, and with it a password.
    throw new ConnectionException(`The connection "${name}" cannot be used: its connection string cannot be read`);
  }
}

/** What the server says of a collection; it repeats the values of keys that are there twice. */
async function toMongoException(error: unknown, collection: string): Promise<unknown> {
  const { MongoError } = await import("mongodb");
  if (!(error instanceof MongoError)) return error;
  const place = `, in the collection ${collection}`;
  if (error.code === 11_000) return new MongoException(`there is a document with the same key already${place}`);
  return new MongoException(`${reasonOf(error)}${place}`, { cause: error });
}

/** The message of an error; that of several servers is the first one's. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
