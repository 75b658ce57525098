import { describe, expect, test } from "vitest";
import { buildReportTables } from "../../../core/model/buildReportTables.ts";
import type { Report, ReportEntry } from "../../../core/model/Report.ts";
import { reportJsonSchema } from "../../../core/model/schemas/reportSchemas.ts";
import { toReportCsv } from "../../../core/service/reports/toReportCsv.ts";
import { toReportHtml } from "../../../core/service/reports/toReportHtml.ts";
import { toReportJson } from "../../../core/service/reports/toReportJson.ts";

function build(entries: ReportEntry[], appName = "sync"): Report {
  const createdAt = Date.UTC(2026, 0, 2, 3, 4, 5);
  return { runId: "isapp-1", appName, createdAt, rowCount: 1, tables: buildReportTables(entries) };
}

const devices: ReportEntry[] = [
  { kind: "column", table: "Devices", column: "name", title: "Device name" },
  { kind: "column", table: "Devices", column: "cpus", title: "CPUs" },
  { kind: "row", table: "Devices", dataKey: "server", key: "1", status: "New", row: { name: "a, b", cpus: -2 } },
  { kind: "row", table: "Devices", dataKey: "pool", status: "Removed", row: { name: 'say "hi"', tags: ["x", null] } },
];

describe("JSON", () => {
  test("is the shape of the API", () => {
    const json = toReportJson(build(devices));
    expect(reportJsonSchema.parse(JSON.parse(JSON.stringify(json)))).toEqual(json);
    expect(json).toEqual({
      id: "report-sync-isapp-1",
      href: "/api/v1/reports/report-sync-isapp-1",
      app_name: "sync",
      application_id: "isapp-1",
      created: "2026-01-02T03:04:05.000Z",
      rows: 1,
      tables: [
        {
          name: "Devices",
          columns: [
            { key: "name", title: "Device name" },
            { key: "cpus", title: "CPUs" },
            { key: "tags", title: "tags" },
          ],
          sub_tables: [
            { data_key: "server", rows: [{ key: "1", status: "New", row: { name: "a, b", cpus: -2 } }] },
            {
              data_key: "pool",
              rows: [{ key: null, status: "Removed", row: { name: 'say "hi"', tags: ["x", null] } }],
            },
          ],
        },
      ],
    });
  });
});

describe("CSV", () => {
  test("has one line per row, with data keys and statuses when there are any", () => {
    expect(toReportCsv(build(devices))).toBe(
      [
        "Data key,Device name,CPUs,tags,Status",
        'server,"a, b",-2,,New',
        'pool,"say ""hi""",,"[""x"",null]",Removed',
        "",
      ].join("\r\n"),
    );
  });

  test("names the table when there are several, and has the columns of all", () => {
    const report = build([
      { kind: "row", table: "A", row: { x: 1, y: true } },
      { kind: "row", table: "B", row: { y: null, z: "two\nlines" } },
    ]);
    expect(toReportCsv(report)).toBe('Table,x,y,z\r\nA,1,true,\r\nB,,,"two\nlines"\r\n');
  });

  test("holds no formulas for a spreadsheet", () => {
    const row = { a: "=1+1", b: "@x", c: "-5", d: "+4", e: -5, f: "\t=1" };
    const [, line] = toReportCsv(build([{ kind: "row", table: "=T", row }])).split("\r\n");
    expect(line).toBe("'=1+1,'@x,'-5,'+4,-5,'\t=1");
  });

  test("of a report without tables is empty but for nothing to say", () => {
    expect(toReportCsv(build([]))).toBe("\r\n");
  });
});

describe("HTML", () => {
  const hostile = `<img src=x onerror=alert(1)>"'&</td>`;

  test("escapes every text of people", () => {
    const html = toReportHtml(
      build(
        [
          { kind: "column", table: hostile, column: "a", title: hostile },
          { kind: "row", table: hostile, dataKey: hostile, key: hostile, row: { a: hostile, [hostile]: [hostile] } },
        ],
        hostile,
      ),
    );
    expect(html).not.toContain("<img");
    expect(html.match(/onerror/g)?.length).toBeGreaterThan(5);
    expect(html.replaceAll(/&#\d+;/g, "")).not.toContain(hostile.slice(0, 5));
  });

  test("links web addresses only", () => {
    const row = {
      a: "https://x.test/?a=1&b='2'",
      b: "javascript:alert(1)",
      c: 'http://x" onclick="y',
      d: "see http://x",
    };
    const html = toReportHtml(build([{ kind: "row", table: "t", row }]));
    expect(html.match(/<a [^>]*>/g)).toEqual([
      '<a href="https://x.test/?a=1&#38;b=&#39;2&#39;" rel="noopener noreferrer">',
    ]);
  });

  test("needs nothing from outside, runs no script, and has light and dark colours", () => {
    const html = toReportHtml(build(devices));
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html).toContain("@media (prefers-color-scheme: dark)");
    expect(html).not.toMatch(/<script|<link|url\(|@import|src=/);
    expect(html).toContain("2026-01-02 03:04:05 UTC");
    expect(html).toContain('<th scope="col" class="number">CPUs</th>');
    expect(html).toContain('<p class="counts"><span class="status new">1 New</span>');
    expect(html).toContain("<h3>server</h3>");
  });
});
