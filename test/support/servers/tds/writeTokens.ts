import { daysTo1970 } from "./readRequest.ts";

/** A column of an answer. */
export interface TdsColumn {
  name: string;
  type:
    | "int"
    | "bigint"
    | "bit"
    | "float"
    | "nvarchar"
    | "nvarchar(max)"
    | "varbinary"
    | "decimal"
    | "money"
    | "date"
    | "time"
    | "datetime"
    | "datetime2"
    | "datetimeoffset"
    | "uniqueidentifier";
  precision?: number;
  scale?: number;
}

const bytes = (...values: number[]): Buffer => Buffer.from(values);

function little(value: number | bigint, length: number): Buffer {
  const made = Buffer.alloc(length);
  for (let at = 0, rest = BigInt(value); at < length; at += 1, rest >>= 8n) made[at] = Number(rest & 255n);
  return made;
}

const ucs2 = (text: string): Buffer => Buffer.from(text, "ucs2");
const shortText = (text: string): Buffer => Buffer.concat([bytes(text.length), ucs2(text)]);
const longText = (text: string): Buffer => Buffer.concat([little(text.length, 2), ucs2(text)]);

function sized(token: number, body: Buffer): Buffer {
  return Buffer.concat([bytes(token), little(body.length, 2), body]);
}

/** The last token of an answer. */
export function done({ count, status = 0 }: { count?: number; status?: number } = {}): Buffer {
  const flags = status | (count === undefined ? 0 : 0x10);
  return Buffer.concat([bytes(0xfd), little(flags, 2), little(0, 2), little(count ?? 0, 8)]);
}

export function failure(number: number, message: string): Buffer {
  const body = [little(number, 4), bytes(1, 16), longText(message), shortText("peer"), shortText(""), little(1, 4)];
  return Buffer.concat([sized(0xaa, Buffer.concat(body)), done({ status: 2 })]);
}

export function loginAck(): Buffer {
  const body = [bytes(1, 0x74, 0, 0, 4), shortText("Microsoft SQL Server"), bytes(16, 0, 0, 0)];
  return Buffer.concat([sized(0xad, Buffer.concat(body)), done()]);
}

/** A transaction has begun, or has ended. */
export function transaction(request: "begin" | "commit" | "rollback"): Buffer {
  const id = little(7, 8);
  const change = request === "begin" ? [bytes(8, 8), id, bytes(0)] : [bytes(request === "commit" ? 9 : 10, 0, 8), id];
  return Buffer.concat([sized(0xe3, Buffer.concat(change)), done()]);
}

/** Columns and rows; values as tests write them: exact ones as text. */
export function result(columns: readonly TdsColumn[], rows: readonly (readonly unknown[])[]): Buffer {
  const told = columns.map((column) =>
    Buffer.concat([little(0, 4), bytes(1, 0), typeOf(column), shortText(column.name)]),
  );
  const head = Buffer.concat([bytes(0x81), little(columns.length, 2), ...told]);
  const written = rows.map((row) =>
    Buffer.concat([bytes(0xd1), ...columns.map((column, index) => writeValue(column, row[index]))]),
  );
  return Buffer.concat([head, ...written, done({ count: rows.length })]);
}

const collation = bytes(0x09, 0x04, 0xd0, 0x00, 0x34);

function typeOf({ type, precision = 18, scale = 7 }: TdsColumn): Buffer {
  switch (type) {
    case "int":
      return bytes(0x26, 4);
    case "bigint":
      return bytes(0x26, 8);
    case "bit":
      return bytes(0x68, 1);
    case "float":
      return bytes(0x6d, 8);
    case "nvarchar":
      return Buffer.concat([bytes(0xe7), little(8000, 2), collation]);
    case "nvarchar(max)":
      return Buffer.concat([bytes(0xe7), little(0xffff, 2), collation]);
    case "varbinary":
      return Buffer.concat([bytes(0xa5), little(8000, 2)]);
    case "decimal":
      return bytes(0x6a, 17, precision, scale);
    case "money":
      return bytes(0x6e, 8);
    case "date":
      return bytes(0x28);
    case "time":
      return bytes(0x29, scale);
    case "datetime":
      return bytes(0x6f, 8);
    case "datetime2":
      return bytes(0x2a, scale);
    case "datetimeoffset":
      return bytes(0x2b, scale);
    case "uniqueidentifier":
      return bytes(0x24, 16);
  }
}

function writeValue({ type, scale = 7 }: TdsColumn, value: unknown): Buffer {
  const isLong = ["nvarchar", "varbinary"].includes(type);
  if (value === null || value === undefined)
    return isLong ? little(0xffff, 2) : type === "nvarchar(max)" ? Buffer.alloc(8, 0xff) : bytes(0);
  if (type === "nvarchar(max)") {
    const text = ucs2(String(value));
    return Buffer.concat([little(text.length, 8), little(text.length, 4), text, little(0, 4)]);
  }
  const content = contentOf({ type, scale }, value);
  return Buffer.concat([little(content.length, isLong ? 2 : 1), content]);
}

function contentOf({ type, scale }: { type: TdsColumn["type"]; scale: number }, value: unknown): Buffer {
  const text = String(value);
  const [day = "", time = ""] = text.split(" ");
  switch (type) {
    case "int":
      return little(Number(value), 4);
    case "bigint":
      return little(BigInt(text), 8);
    case "bit":
      return bytes(Number(value));
    case "float": {
      const made = Buffer.alloc(8);
      made.writeDoubleLE(Number(value));
      return made;
    }
    case "nvarchar":
      return ucs2(text);
    case "varbinary":
      return Buffer.from(value as Uint8Array);
    case "decimal":
      return Buffer.concat([bytes(text.startsWith("-") ? 0 : 1), little(BigInt(text.replace(/[-.]/g, "")), 16)]);
    case "money": {
      const money = little(BigInt(text.replace(".", "")), 8);
      return Buffer.concat([money.subarray(4), money.subarray(0, 4)]);
    }
    case "date":
      return toDays(text);
    case "time":
      return toTime(text, scale);
    case "datetime": {
      const [clock = "", rest = "0"] = time.split(".");
      const parts = Math.round(toSeconds(clock) * 300 + (Number(rest) * 3) / 10);
      return Buffer.concat([little(daysSince1970(day) + 25_567, 4), little(parts, 4)]);
    }
    case "datetime2":
      return Buffer.concat([toTime(time, scale), toDays(day)]);
    case "datetimeoffset":
      return Buffer.concat([toTime(time, scale), toDays(day), little(0, 2)]);
    case "uniqueidentifier":
      return Buffer.from(text.replaceAll("-", ""), "hex");
    case "nvarchar(max)":
      throw new Error("It has chunks");
  }
}

function daysSince1970(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

function toDays(day: string): Buffer {
  return little(daysSince1970(day) + daysTo1970, 3);
}

function toSeconds(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(":").map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

/** In units of the scale. */
function toTime(time: string, scale: number): Buffer {
  const [clock = "", rest = ""] = time.split(".");
  const units = BigInt(toSeconds(clock)) * 10n ** BigInt(scale) + BigInt(rest.padEnd(scale, "0") || "0");
  return little(units, scale < 3 ? 3 : scale < 5 ? 4 : 5);
}
