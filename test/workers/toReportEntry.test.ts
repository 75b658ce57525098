import { expect, test } from "vitest";
import type { ReportEntry } from "../../core/model/Report.ts";
import { toReportEntry } from "../../core/workers/child/toReportEntry.ts";

const entry = (value: object): ReportEntry => toReportEntry(value as ReportEntry);

test("copies what it is given as plain JSON; numbers are ids too", () => {
  const row = { at: new Date(0), gone: undefined };
  expect(entry({ kind: "row", table: "t", key: 11930, dataKey: 7n, row })).toEqual({
    kind: "row",
    table: "t",
    key: "11930",
    dataKey: "7",
    row: { at: "1970-01-01T00:00:00.000Z" },
  });
  expect(entry({ kind: "column", table: "t", column: "a", title: undefined, other: 1 })).toEqual({
    kind: "column",
    table: "t",
    column: "a",
  });
});

test.each([
  [{ kind: "row", table: "", row: {} }, 'The table of a report is a text, not ""'],
  [{ kind: "row", row: {} }, "The table of a report is a text, not undefined"],
  [{ kind: "row", table: "t", row: [1] }, "A report row is an object of column names and values"],
  [{ kind: "row", table: "t", row: { a: 1n } }, "A report row must be JSON"],
  [
    { kind: "row", table: "t", row: {}, status: "new" },
    'The status of a report row is New, Removed, Updated, Unchanged, not "new"',
  ],
  [{ kind: "row", table: "t", row: {}, key: {} }, "The key of a report entry is a text, not {}"],
  [{ kind: "column", table: "t" }, "The column of a report is a text, not undefined"],
])("refuses %o", (value, message) => {
  expect(() => entry(value)).toThrow(message);
});
