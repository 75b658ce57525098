import { type JsonValue, ownValue } from "../../base/json.ts";
import {
  type Report,
  type ReportRow,
  type ReportStatus,
  type ReportSubTable,
  type ReportTable,
  reportStatuses,
  toReportId,
} from "../../model/Report.ts";
import { reportStyle } from "./reportStyle.ts";
import { showValue } from "./showValue.ts";

/** A report as one page without scripts or outside parts, in the light or dark colours of its reader. */
export function toReportHtml(report: Report): string {
  const title = `Report of ${report.appName}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
<dl>
${fact("Application name", report.appName)}
${fact("Application ID", report.runId)}
${fact("Created", showTime(report.createdAt))}
${fact("Report ID", toReportId(report))}
</dl>
</header>
<main>
${report.tables.length === 0 ? "<p>This report has no tables.</p>" : report.tables.map(renderTable).join("\n")}
</main>
</body>
</html>
`;
}

function fact(name: string, value: string): string {
  return `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`;
}

/** `2026-11-25 13:20:07 UTC` */
function showTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

function renderTable(table: ReportTable): string {
  const rows = table.subTables.flatMap((subTable) => subTable.rows);
  const hasStatus = rows.some(({ status }) => status !== undefined);
  return `<section>
<h2>${escapeHtml(table.name)} <small>${rows.length === 1 ? "1 row" : `${rows.length} rows`}</small></h2>
${hasStatus ? `<p class="counts">${countStatuses(rows)}</p>` : ""}
${table.subTables.map((subTable) => renderSubTable(subTable, { table, hasStatus })).join("\n")}
</section>`;
}

function countStatuses(rows: readonly ReportRow[]): string {
  return reportStatuses
    .map((status) => ({ status, count: rows.filter((row) => row.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => badge(status, `${count} `))
    .join(" ");
}

function badge(status: ReportStatus, before = ""): string {
  return `<span class="status ${status.toLowerCase()}">${before}${status}</span>`;
}

function renderSubTable(subTable: ReportSubTable, of: { table: ReportTable; hasStatus: boolean }): string {
  const { columns } = of.table;
  const isNumeric = columns.map(({ column }) => isNumberColumn(subTable.rows, column));
  const align = (index: number): string => (isNumeric[index] ? ' class="number"' : "");
  const heads = columns.map(({ title }, index) => `<th scope="col"${align(index)}>${escapeHtml(title)}</th>`);
  if (of.hasStatus) heads.push('<th scope="col">Status</th>');
  const lines = subTable.rows.map(({ row, status }) => {
    const cells = columns.map(({ column }, index) => `<td${align(index)}>${renderCell(ownValue(row, column))}</td>`);
    if (of.hasStatus) cells.push(`<td>${status === undefined ? "" : badge(status)}</td>`);
    return `<tr>${cells.join("")}</tr>`;
  });
  const title = escapeHtml(subTable.dataKey ?? of.table.name);
  const name = subTable.dataKey === undefined ? "" : `<h3>${title}</h3>\n`;
  // Focusable, so that a wide table can be scrolled with the keyboard.
  return `${name}<div class="scroll" tabindex="0" role="region" aria-label="${title}">
<table>
<thead><tr>${heads.join("")}</tr></thead>
<tbody>
${lines.join("\n")}
</tbody>
</table>
</div>`;
}

function isNumberColumn(rows: readonly ReportRow[], column: string): boolean {
  const values = rows.map(({ row }) => ownValue(row, column)).filter((value) => value !== undefined && value !== null);
  return values.length > 0 && values.every((value) => typeof value === "number");
}

/** Web addresses become links; nothing else of a value is taken as HTML. */
function renderCell(value: JsonValue | undefined): string {
  const text = escapeHtml(showValue(value));
  const isAddress = typeof value === "string" && /^https?:\/\/[^\s"<>]+$/i.test(value);
  return isAddress ? `<a href="${text}" rel="noopener noreferrer">${text}</a>` : text;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
