import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { BerReader, BerWriter } from "ldapts";
import type { Connection } from "../../../core/model/Connection.ts";

/** What a search gives: entries with their attributes, and what the next page is asked for by, if there is one. */
export interface SearchAnswer {
  entries: { dn: string; attributes: Record<string, (string | Buffer)[]> }[];
  cookie?: string;
}

/** What a search asks: where, for which attributes, and with which cookie of a page. */
export interface SearchQuestion {
  base: string;
  attributes: string[];
  cookie: string;
}

/** A directory in this process that lets everybody in, and answers what a test says, as no real one here can be made to. */
export async function startLdapPeer(answer: (question: SearchQuestion) => SearchAnswer) {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    // One request at a time comes on loopback, in one piece.
    socket.on("data", (sent) => {
      const reader = new BerReader(sent);
      reader.readSequence();
      const id = reader.readInt() ?? 0;
      const operation = reader.peek();
      if (operation === 0x60) socket.write(message(id, (writer) => writeResult(writer, 0x61)));
      if (operation !== 0x63) return;
      const { entries, cookie = "" } = answer(readQuestion(reader));
      for (const entry of entries) socket.write(message(id, (writer) => writeEntry(writer, entry)));
      const writeDone = (writer: BerWriter): void => {
        writeResult(writer, 0x65);
        writeCookie(writer, cookie);
      };
      socket.write(message(id, writeDone));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const connection: Omit<Connection, "name"> = {
    kind: "ldap",
    settings: { host: "127.0.0.1", port, tls: "off", base: "dc=example" },
  };
  return { connection, close: () => new Promise((done) => server.close(done)) };
}

function message(id: number, write: (writer: BerWriter) => void): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  write(writer);
  writer.endSequence();
  return writer.buffer;
}

function writeResult(writer: BerWriter, operation: number): void {
  writer.startSequence(operation);
  writer.writeEnumeration(0);
  writer.writeString("");
  writer.writeString("");
  writer.endSequence();
}

function writeEntry(writer: BerWriter, { dn, attributes }: SearchAnswer["entries"][number]): void {
  writer.startSequence(0x64);
  writer.writeString(dn);
  writer.startSequence();
  for (const [name, values] of Object.entries(attributes)) {
    writer.startSequence();
    writer.writeString(name);
    writer.startSequence(0x31);
    for (const value of values) writer.writeBuffer(Buffer.from(value as string), 0x04);
    writer.endSequence();
    writer.endSequence();
  }
  writer.endSequence();
  writer.endSequence();
}

const paged = "1.2.840.113556.1.4.319";

function writeCookie(writer: BerWriter, cookie: string): void {
  const value = new BerWriter();
  value.startSequence();
  value.writeInt(0);
  value.writeString(cookie);
  value.endSequence();
  writer.startSequence(0xa0);
  writer.startSequence();
  writer.writeString(paged);
  writer.writeBuffer(value.buffer, 0x04);
  writer.endSequence();
  writer.endSequence();
}

function readQuestion(reader: BerReader): SearchQuestion {
  reader.readSequence(0x63);
  const base = reader.readString() ?? "";
  // Scope, aliases, limits, and whether only names are wanted.
  for (const type of [0x0a, 0x0a, 0x02, 0x02, 0x01]) reader.readTag(type);
  // The filter.
  reader.readString(reader.peek() ?? 0, true);
  reader.readSequence();
  const attributes: string[] = [];
  for (const end = reader.offset + reader.length; reader.offset < end; ) attributes.push(reader.readString() ?? "");
  return { base, attributes, cookie: readCookie(reader) };
}

function readCookie(reader: BerReader): string {
  if (reader.readSequence(0xa0) === null) return "";
  reader.readSequence();
  reader.readString();
  // Whether the server may leave it out.
  if (reader.peek() === 0x01) reader.readBoolean();
  const value = new BerReader(reader.readString(0x04, true) ?? Buffer.alloc(0));
  value.readSequence();
  value.readInt();
  return value.readString() ?? "";
}
