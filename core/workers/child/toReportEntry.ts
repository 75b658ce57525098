import { isJsonObject } from "../../base/json.ts";
import { type ReportEntry, reportStatuses } from "../../model/Report.ts";
import { toJson } from "./toJson.ts";

/** What step code gave for the report, checked and copied. Throws a TypeError that says what to write instead. */
export function toReportEntry(entry: ReportEntry): ReportEntry {
  const table = toText(entry.table, "The table of a report");
  if (entry.kind === "column") {
    const column = toText(entry.column, "The column of a report");
    return { kind: "column", table, column, ...optional("title", entry.title) };
  }
  const row = toJson(entry.row, "A report row");
  if (!isJsonObject(row)) throw new TypeError("A report row is an object of column names and values");
  const { status } = entry;
  if (status !== undefined && !reportStatuses.includes(status)) {
    throw new TypeError(`The status of a report row is ${reportStatuses.join(", ")}, not ${JSON.stringify(status)}`);
  }
  return {
    kind: "row",
    table,
    ...optional("dataKey", entry.dataKey),
    ...optional("key", entry.key),
    ...(status === undefined ? {} : { status }),
    row,
  };
}

/** Ids are often numbers; they are as good as their text. */
function toText(value: unknown, what: string): string {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (typeof value === "string" && value !== "") return value;
  throw new TypeError(`${what} is a text, not ${JSON.stringify(value) ?? typeof value}`);
}

function optional<K extends string>(name: K, value: unknown): Partial<Record<K, string>> {
  if (value === undefined || value === null) return {};
  return { [name]: toText(value, `The ${name} of a report entry`) } as Record<K, string>;
}
