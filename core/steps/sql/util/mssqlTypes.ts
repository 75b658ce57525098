import { StepException, toJson } from "sluice";
import type { TYPES } from "tedious";

/** A value that cannot be read as it is. */
export class ValueException extends StepException {}

type Types = typeof TYPES;

/** A value of a statement as the driver takes it. */
export interface MssqlParameter {
  type: Types[keyof Types];
  value: unknown;
  options?: { length?: number; scale?: number };
}

/** What the driver says of a column of a result. */
export interface MssqlField {
  colName: string;
  type: { name: string };
  scale?: number | undefined;
  /** In bytes. */
  dataLength?: number | undefined;
}

/** Letters of a text that is not of the kind for long ones. */
const shortText = 4_000;

/** Digits that a number of the driver keeps of a decimal. */
const exactDigits = 15;

/** Reads the rows of a result: exact values, as text where JavaScript has no type for them. Throws ValueException. */
export function createRowReader(fields: readonly MssqlField[]): (row: readonly { value: unknown }[]) => unknown {
  const readers = fields.map(createReader);
  // `SELECT COUNT(*)` has no name.
  const names = fields.map(({ colName }, index) => colName || `column_${index + 1}`);
  return (row) => Object.fromEntries(row.map(({ value }, index) => [names[index], readers[index]?.(value)]));
}

function createReader({ colName, type, scale = 0, dataLength = 8 }: MssqlField): (value: unknown) => unknown {
  const of = (read: (value: never) => unknown) => (value: unknown) => (value === null ? null : read(value as never));
  switch (type.name) {
    case "BigInt":
    case "IntN":
      return of((value: string | number) => toInteger(value));
    case "DecimalN":
    case "NumericN":
      return of((value: number) => toDecimalText(value, { colName, scale }));
    case "Money":
    case "SmallMoney":
    case "MoneyN":
      return of((value: number) => toDecimalText(value, { colName, scale: 4 }));
    case "Date":
      return of((value: Date) => value.toISOString().slice(0, 10));
    case "Time":
      return of((value: Date) => toLocalText(value, scale).slice(11));
    case "DateTime2":
      return of((value: Date) => toLocalText(value, scale));
    case "DateTime":
    case "DateTimeN":
      // That of four bytes is a SMALLDATETIME.
      return of((value: Date) => toLocalText(value, dataLength === 4 ? 0 : 3));
    case "SmallDateTime":
      return of((value: Date) => toLocalText(value, 0));
    case "DateTimeOffset":
      // Without what the driver hangs on it.
      return of((value: Date) => new Date(value));
    default:
      return (value) => value;
  }
}

/** The driver gives 64 bits as text. */
function toInteger(value: string | number): number | bigint {
  if (typeof value === "number") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

/** The driver has made a number of it, which tells all its digits up to a length. */
function toDecimalText(value: number, { colName, scale }: { colName: string; scale: number }): string {
  if (Math.abs(value) * 10 ** scale < 10 ** exactDigits) return value.toFixed(scale);
  const cast = `CAST(${colName} AS varchar(50))`;
  throw new ValueException(
    `"${colName}" has a number of more than ${exactDigits} digits; ask for ${cast} to get them all`,
  );
}

/** A date and time that names no moment, with the digits of seconds that its type has. */
function toLocalText(value: Date, scale: number): string {
  const [day, time = ""] = value.toISOString().replace("Z", "").split("T");
  // Below the millisecond the driver tells the rest in seconds.
  const rest = Math.round((Reflect.get(value, "nanosecondsDelta") ?? 0) * 1e7);
  const digits = `${time.slice(9)}${String(rest).padStart(4, "0")}`.slice(0, scale);
  return `${day} ${time.slice(0, 8)}${digits === "" ? "" : `.${digits}`}`;
}

/** Of which sort a column is, where that decides how a value is written. */
export type ColumnSort = "text" | "binary" | "other";

/** A value as SQL Server takes it: moments in UTC, lists and objects as JSON. The types are those of the driver. */
export function toMssqlParameter(
  value: unknown,
  { types, sort = "other" }: { types: Types; sort?: ColumnSort },
): MssqlParameter {
  // Without a value the server still asks whether its type fits.
  if (value === undefined || value === null)
    return { type: sort === "binary" ? types.VarBinary : types.NVarChar, value: null };
  // A column of text takes it in the same form as JSON does; beside other texts the server would read those as dates.
  if (value instanceof Date) return sort === "text" ? toText(value.toISOString(), types) : toMoment(value, types);
  if (value instanceof ArrayBuffer) return { type: types.VarBinary, value: Buffer.from(value) };
  if (ArrayBuffer.isView(value)) {
    return { type: types.VarBinary, value: Buffer.from(value.buffer, value.byteOffset, value.byteLength) };
  }
  // The server would round a number that becomes text.
  if (typeof value === "object" || typeof value === "string" || sort === "text") return toText(value, types);
  if (typeof value === "boolean") return { type: types.Bit, value };
  if (typeof value === "number") return { type: Number.isSafeInteger(value) ? types.BigInt : types.Float, value };
  return BigInt.asIntN(64, value as bigint) === value ? { type: types.BigInt, value } : toText(value, types);
}

/** The driver also tells the offset of this machine; the server would keep the clock there where a column has no offset. */
function toMoment(value: Date, types: Types): MssqlParameter {
  const moment = Object.assign(new Date(value), { getTimezoneOffset: () => 0 });
  return { type: types.DateTimeOffset, value: moment, options: { scale: 7 } };
}

function toText(value: unknown, types: Types): MssqlParameter {
  const text = typeof value === "object" ? toJson(value) : String(value);
  // One length for all, so that the server knows the statement again.
  return { type: types.NVarChar, value: text, options: text.length <= shortText ? { length: shortText } : {} };
}
