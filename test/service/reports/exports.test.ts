import { describe, expect, test } from "vitest";
import { buildReportTables } from "../../../core/model/buildReportTables.ts";
import type { Report, ReportEntry } from "../../../core/model/Report.ts";
import { reportJsonSchema } from "../../../core/model/schemas/reportSchemas.ts";
import { reportStyle } from "../../../core/service/reports/reportStyle.ts";
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

  test("every text has a contrast of 4.5 to its ground, in light and dark", () => {
    const [light = "", dark = ""] = reportStyle.split("@media (prefers-color-scheme: dark)");
    for (const scheme of [light, dark.slice(0, dark.indexOf("* {"))]) {
      const colours = new Map([...scheme.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]));
      const pairs = [
        ...["text", "soft", "link"].flatMap((name) => ["ground", "card", "stripe"].map((ground) => [name, ground])),
        ...["new", "removed", "updated", "unchanged"].map((name) => [name, `${name}-ground`]),
      ];
      for (const [name = "", ground = ""] of pairs) {
        const ratio = contrast(String(colours.get(name)), String(colours.get(ground)));
        expect(ratio, `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
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

/** Contrast ratio of two colours (WCAG 2.2). */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
