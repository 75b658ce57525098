/** What a client of SQL Server asks for. */
export interface TdsRequest {
  /** The statement, or `begin`, `commit`, `rollback`. */
  sql: string;
  /** Values by their name, without `@`. */
  values: Record<string, unknown>;
  /** What stands beside the moments among them, in minutes. */
  offsets: number[];
}

/** Reads the parts of a message in order ([MS-TDS] 2.2). */
class Reader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  take(length: number): Buffer {
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  number(bytes: 1 | 2 | 4): number {
    return this.take(bytes).readUIntLE(0, bytes);
  }

  text(letters: number): string {
    return this.take(letters * 2).toString("ucs2");
  }
}

/** A batch, a procedure call or a request about a transaction, without its headers. */
export function readRequest(type: number, body: Buffer): TdsRequest {
  const reader = new Reader(body, body.readUInt32LE(0));
  if (type === 0x01) return { sql: body.subarray(body.readUInt32LE(0)).toString("ucs2"), values: {}, offsets: [] };
  if (type === 0x0e)
    return { sql: { 5: "begin", 7: "commit", 8: "rollback" }[reader.number(2)] ?? "unknown", values: {}, offsets: [] };
  // The call of sp_executesql by its number, and flags.
  reader.take(6);
  const parameters: [name: string, value: unknown][] = [];
  const offsets: number[] = [];
  while (!reader.isAtEnd) {
    const name = reader.text(reader.number(1)).replace(/^@/, "");
    reader.take(1);
    parameters.push([name, readValue(reader, offsets)]);
  }
  const [[, sql] = ["", ""], , ...values] = parameters;
  return { sql: String(sql), values: Object.fromEntries(values), offsets };
}

/** Of the types that steps send: type and value. */
function readValue(reader: Reader, offsets: number[]): unknown {
  const type = reader.number(1);
  if (type === 0xe7 || type === 0xa5) {
    const isLong = reader.number(2) === 0xffff;
    if (type === 0xe7) reader.take(5);
    const bytes = isLong ? readChunks(reader) : readShort(reader);
    return type === 0xe7 ? (bytes?.toString("ucs2") ?? null) : (bytes ?? null);
  }
  reader.take(1);
  const bytes = reader.take(reader.number(1));
  if (bytes.length === 0) return null;
  if (type === 0x26) return bytes.readBigInt64LE();
  if (type === 0x68) return bytes[0] === 1;
  if (type === 0x6d) return bytes.readDoubleLE();
  if (type !== 0x2b) throw new Error(`The type ${type} is not known here`);
  const ticks = bytes.readUIntLE(0, 5);
  offsets.push(bytes.readInt16LE(8));
  return new Date((bytes.readUIntLE(5, 3) - daysTo1970) * 86_400_000 + ticks / 10_000);
}

/** From the first day of year 1. */
export const daysTo1970 = 719_162;

function readShort(reader: Reader): Buffer | undefined {
  const length = reader.number(2);
  return length === 0xffff ? undefined : reader.take(length);
}

function readChunks(reader: Reader): Buffer | undefined {
  if (reader.take(8).readBigUInt64LE() === 0xffff_ffff_ffff_ffffn) return undefined;
  const chunks: Buffer[] = [];
  for (let length = reader.number(4); length > 0; length = reader.number(4)) chunks.push(reader.take(length));
  return Buffer.concat(chunks);
}

/** User, password and database of a message of type LOGIN7. */
export function readLogin(body: Buffer): { user: string; password: string; database: string } {
  const at = (place: number): Buffer => {
    const start = body.readUInt16LE(place);
    return body.subarray(start, start + body.readUInt16LE(place + 2) * 2);
  };
  const password = Buffer.from(at(44)).map((byte) => (((byte ^ 0xa5) << 4) | ((byte ^ 0xa5) >> 4)) & 0xff);
  return {
    user: at(40).toString("ucs2"),
    password: Buffer.from(password).toString("ucs2"),
    database: at(68).toString("ucs2"),
  };
}
