import { describe, expect, test } from "vitest";
import { buildReportTables } from "../../core/model/buildReportTables.ts";
import { findRunId, type ReportEntry, toReportId } from "../../core/model/Report.ts";

const column = (name: string, title?: string): ReportEntry => ({
  kind: "column",
  table: "Devices",
  column: name,
  ...(title === undefined ? {} : { title }),
});
const row = (cells: Record<string, string>, more: object = {}): ReportEntry => ({
  kind: "row",
  table: "Devices",
  row: cells,
  ...more,
});

describe("the tables of a report", () => {
  test("declared columns come first, in the order of their declaration, then those that rows name", () => {
    const [table] = buildReportTables([row({ z: "1", b: "2" }), column("a", "A"), column("b")]);
    expect(table?.columns).toEqual([
      { column: "a", title: "A" },
      { column: "b", title: "b" },
      { column: "z", title: "z" },
    ]);
  });

  test("a column declared again stays where it is; only a given title is taken", () => {
    const entries = [column("a", "A"), column("b"), column("a"), column("b", "B")];
    expect(buildReportTables(entries)[0]?.columns).toEqual([
      { column: "a", title: "A" },
      { column: "b", title: "B" },
    ]);
    expect(buildReportTables([...entries, ...entries])).toEqual(buildReportTables(entries));
  });

  test("a row of the same key is updated cell by cell, one without a key always added", () => {
    const [table] = buildReportTables([
      row({ name: "CloudOps" }, { key: "11930", status: "New" }),
      row({ ip: "10.0.0.7" }, { key: "11930" }),
      row({ name: "CloudOps 2" }, { key: "11930", status: "Updated" }),
      row({ name: "same" }),
      row({ name: "same" }),
    ]);
    expect(table?.subTables).toEqual([
      {
        dataKey: undefined,
        rows: [
          { key: "11930", status: "Updated", row: { name: "CloudOps 2", ip: "10.0.0.7" } },
          { key: undefined, status: undefined, row: { name: "same" } },
          { key: undefined, status: undefined, row: { name: "same" } },
        ],
      },
    ]);
  });

  test("adding rows with keys twice changes nothing", () => {
    const entries = [row({ a: "1" }, { key: "x", dataKey: "d" }), row({ a: "2" }, { key: "y", dataKey: "d" })];
    expect(buildReportTables([...entries, ...entries])).toEqual(buildReportTables(entries));
  });

  test("a data key is a sub-table of its own with its own keys; rows without one stand first", () => {
    const [table] = buildReportTables([
      row({ a: "1" }, { key: "k", dataKey: "servers" }),
      row({ a: "2" }, { key: "k", dataKey: "pools" }),
      row({ a: "3" }, { key: "k" }),
      row({ a: "4" }, { key: "k", dataKey: "servers" }),
    ]);
    expect(table?.subTables.map(({ dataKey, rows }) => [dataKey, rows.map((item) => item.row.a)])).toEqual([
      [undefined, ["3"]],
      ["servers", ["4"]],
      ["pools", ["2"]],
    ]);
  });

  test("odd column names are columns like others, and the entries stay as they were", () => {
    const entry: ReportEntry = { kind: "row", table: "t", key: "__proto__", row: JSON.parse('{"__proto__":1}') };
    const tables = buildReportTables([entry, { ...entry, row: { constructor: "x" } }]);
    expect(JSON.stringify(tables[0]?.subTables[0]?.rows[0]?.row)).toBe('{"__proto__":1,"constructor":"x"}');
    expect(tables[0]?.columns.map((item) => item.column)).toEqual(["__proto__", "constructor"]);
    expect(JSON.stringify(entry.row)).toBe('{"__proto__":1}');
  });

  test("100,000 rows in 10,000 sub-tables take less than 3 s", () => {
    const entries = Array.from({ length: 100_000 }, (_, index) =>
      row({ a: String(index) }, { key: String(index), dataKey: String(index % 10_000) }),
    );
    const began = performance.now();
    expect(buildReportTables(entries)[0]?.subTables).toHaveLength(10_000);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

test("the id of a report names application and run, and the run is found again", () => {
  const runId = "isapp-0190b0aa-0000-7000-8000-000000000001";
  const id = toReportId({ appName: "is_system-isapp-diagnostics", runId });
  expect(id).toBe(`report-is_system-isapp-diagnostics-${runId}`);
  expect(findRunId(id)).toBe(runId);
  for (const other of [runId, "flow", "report-flow", "report--isapp-1 2", ""]) expect(findRunId(other)).toBeUndefined();
});
