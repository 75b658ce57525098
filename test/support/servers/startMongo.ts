import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { BSON } from "mongodb";
import type { Connection } from "../../../core/model/Connection.ts";
import { makeCertificate } from "./makeCertificate.ts";
import { Documents, type MongoDocument, projectDocument, sortDocuments } from "./mongo/Documents.ts";
import { Scram } from "./mongo/scram.ts";
import { startIn, type TestServer } from "./runServer.ts";

export interface MongoTestServer {
  connection: Omit<Connection, "name"> & { settings: Record<string, string | number> };
  isPeer: boolean;
  certificate: string | undefined;
}

/** A password that must never be seen. */
const password = "mongo-swordfish/+ 42";

/**
 * The server that `SLUICE_TEST_MONGODB_URL` names, as `mongodb://user:password@host:27017/database`. Without it a peer that speaks the protocol (OP_MSG)
 * over documents in memory, with a few operators. A collection called `silent` never answers. `tls`: the peer has a certificate
 * for localhost that it signed itself.
 */
export async function startMongo({ tls = false } = {}): Promise<TestServer<MongoTestServer>> {
  const given = process.env.SLUICE_TEST_MONGODB_URL;
  if (given !== undefined && given !== "") return readUrl(new URL(given));
  return startIn<MongoTestServer>((folder) => startPeer(tls ? makeCertificate(folder) : undefined));
}

async function startPeer(certificate: ReturnType<typeof makeCertificate> | undefined) {
  const peer = new Peer();
  const sockets = new Set<Socket>();
  const listen = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    speak(socket, peer.connect());
  };
  const server =
    certificate === undefined
      ? createServer(listen)
      : createTlsServer({ cert: certificate.cert, key: readFileSync(certificate.keyFile) }, listen);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  };
  const settings = { host: "127.0.0.1", port, user: "tester", password, database: "tests" };
  return { connection: { kind: "mongodb", settings }, isPeer: true, certificate: certificate?.cert, stop };
}

function readUrl(url: URL): TestServer<MongoTestServer> {
  const settings = {
    url: `${url.protocol}//${url.host}/${url.search}`,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
  };
  return {
    missing: undefined,
    connection: { kind: "mongodb", settings },
    isPeer: false,
    certificate: undefined,
    stop: async () => undefined,
  };
}

/** Documents that a cursor gives at once. */
const batchSize = 101;

class Peer {
  readonly #collections = new Map<string, Documents>();
  readonly #cursors = new Map<bigint, MongoDocument[]>();
  #lastCursor = 0n;

  /** What answers the commands of one connection; undefined = no answer. */
  connect(): (command: MongoDocument) => MongoDocument | undefined {
    const scram = new Scram(password);
    let isKnown = false;
    return (command) => {
      const [name = "", value] = Object.entries(command)[0] ?? [];
      if (["hello", "ismaster", "isMaster"].includes(name)) return hello(command);
      if (name === "saslStart" || name === "saslContinue") {
        const said = String(Buffer.from((command.payload as BSON.Binary).buffer));
        const answer = name === "saslStart" ? scram.first(said) : scram.last(said);
        if (answer === undefined) return fail(18, "Authentication failed.");
        isKnown = name === "saslContinue";
        return { conversationId: 1, done: isKnown, payload: new BSON.Binary(Buffer.from(answer)), ok: 1 };
      }
      if (name === "endSessions") return { ok: 1 };
      if (!isKnown) return fail(13, `Command ${name} requires authentication`);
      if (value === "silent") return undefined;
      try {
        return this.#run(name, command);
      } catch (error) {
        return fail(2, error instanceof Error ? error.message : String(error));
      }
    };
  }

  #run(name: string, command: MongoDocument): MongoDocument {
    const target = String(command[name]);
    const documents = this.#collections.get(target) ?? new Documents();
    this.#collections.set(target, documents);
    switch (name) {
      case "buildInfo":
        return { version: "8.0.1", ok: 1 };
      case "find": {
        const { filter, sort, limit, projection } = command as Record<string, MongoDocument>;
        const found = sortDocuments(documents.find(filter ?? {}), sort).slice(0, Number(limit ?? 0) || undefined);
        return this.#open(
          target,
          found.map((document) => projectDocument(document, projection)),
        );
      }
      case "aggregate":
        return this.#open(target, aggregate(documents, command.pipeline as MongoDocument[]));
      case "getMore":
        return this.#more(command.getMore as bigint, String(command.collection));
      case "killCursors":
        return { ok: 1 };
      case "insert":
        return insert(documents, command as { documents: MongoDocument[]; ordered?: boolean });
      case "update": {
        const [{ q = {}, u = {}, multi = false, upsert = false } = {}] = command.updates as UpdateCommand[];
        const { matched, modified, upserted } = documents.update(q, u, { multi, upsert });
        return { n: matched, nModified: modified, ...(upserted.length === 0 ? {} : { upserted }), ok: 1 };
      }
      default:
        return fail(59, `no such command: '${name}'`);
    }
  }

  #open(collection: string, documents: MongoDocument[]): MongoDocument {
    this.#lastCursor += 1n;
    this.#cursors.set(this.#lastCursor, documents.slice(batchSize));
    const id = documents.length > batchSize ? this.#lastCursor : 0n;
    return { cursor: { firstBatch: documents.slice(0, batchSize), id, ns: `tests.${collection}` }, ok: 1 };
  }

  #more(id: bigint, collection: string): MongoDocument {
    const left = this.#cursors.get(id) ?? [];
    const nextBatch = left.splice(0, batchSize);
    return { cursor: { nextBatch, id: left.length > 0 ? id : 0n, ns: `tests.${collection}` }, ok: 1 };
  }
}

interface UpdateCommand {
  q?: MongoDocument;
  u?: MongoDocument;
  multi?: boolean;
  upsert?: boolean;
}

function hello({ saslSupportedMechs: user }: MongoDocument): MongoDocument {
  return {
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    minWireVersion: 0,
    maxWireVersion: 25,
    ...(user === undefined ? {} : { saslSupportedMechs: ["SCRAM-SHA-256"] }),
    ok: 1,
  };
}

function fail(code: number, errmsg: string): MongoDocument {
  return { ok: 0, code, errmsg };
}

function insert(
  documents: Documents,
  { documents: given, ordered = true }: { documents: MongoDocument[]; ordered?: boolean },
): MongoDocument {
  const writeErrors: MongoDocument[] = [];
  let n = 0;
  for (const [index, document] of given.entries()) {
    if (documents.insert(document)) n += 1;
    else {
      const errmsg = `E11000 duplicate key error collection: tests.x index: _id_ dup key: { _id: ${document._id} }`;
      writeErrors.push({ index, code: 11_000, errmsg });
      if (ordered) break;
    }
  }
  return { n, ...(writeErrors.length === 0 ? {} : { writeErrors }), ok: 1 };
}

function aggregate(documents: Documents, stages: readonly MongoDocument[]): MongoDocument[] {
  let found = documents.find({});
  for (const stage of stages) {
    const [[name = "", value] = []] = Object.entries(stage);
    if (name === "$match") found = documents.find(value as MongoDocument).filter((one) => found.includes(one));
    else if (name === "$sort") found = sortDocuments(found, value as MongoDocument);
    else if (name === "$count") found = [{ [String(value)]: found.length }];
    else throw new Error(`Unrecognized pipeline stage name: '${name}'`);
  }
  return found;
}

/** A message has a header of 16 bytes: length, its number, the number it answers, and its kind. */
function speak(socket: Socket, answer: (command: MongoDocument) => MongoDocument | undefined): void {
  let waiting = Buffer.alloc(0);
  socket.on("data", (data) => {
    waiting = Buffer.concat([waiting, data]);
    while (waiting.length >= 16 && waiting.length >= waiting.readInt32LE(0)) {
      const message = waiting.subarray(0, waiting.readInt32LE(0));
      waiting = waiting.subarray(message.length);
      const isOld = message.readInt32LE(12) === 2004;
      const said = answer(isOld ? readQuery(message) : readMessage(message));
      if (said !== undefined) socket.write(writeReply(said, { to: message.readInt32LE(4), isOld }));
    }
  });
}

const deserialize = (bytes: Uint8Array): MongoDocument =>
  BSON.deserialize(bytes, { useBigInt64: true, promoteBuffers: false });

/** OP_QUERY, with which a driver says hello: flags, a name, two numbers and a document. */
function readQuery(message: Buffer): MongoDocument {
  return deserialize(message.subarray(message.indexOf(0, 20) + 9));
}

/** OP_MSG: a document, and lists of documents with their names. */
function readMessage(message: Buffer): MongoDocument {
  const command: MongoDocument = {};
  for (let at = 20; at < message.length; ) {
    const kind = message[at];
    const length = message.readInt32LE(at + 1);
    const section = message.subarray(at + 1, at + 1 + length);
    if (kind === 0) Object.assign(command, deserialize(section));
    else {
      const end = section.indexOf(0, 4);
      const list: MongoDocument[] = [];
      for (let place = end + 1; place < length; place += section.readInt32LE(place))
        list.push(deserialize(section.subarray(place, place + section.readInt32LE(place))));
      command[section.toString("utf8", 4, end)] = list;
    }
    at += 1 + length;
  }
  return command;
}

function writeReply(document: MongoDocument, { to, isOld }: { to: number; isOld: boolean }): Buffer {
  const body = BSON.serialize(document);
  const before = Buffer.alloc(isOld ? 36 : 21);
  before.writeInt32LE(before.length + body.length, 0);
  before.writeInt32LE(to, 8);
  before.writeInt32LE(isOld ? 1 : 2013, 12);
  // One document.
  if (isOld) before.writeInt32LE(1, 32);
  return Buffer.concat([before, body]);
}
