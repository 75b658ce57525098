import { writeFileSync } from "node:fs";
import { ownValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { Report, ReportRow, ReportTable } from "../../model/Report.ts";
import { toReportId } from "../../model/Report.ts";
import { showValue } from "../../service/reports/showValue.ts";
import { toReportCsv } from "../../service/reports/toReportCsv.ts";
import { toReportHtml } from "../../service/reports/toReportHtml.ts";
import { toReportJson, toReportSummaryJson } from "../../service/reports/toReportJson.ts";
import { withOwner, withReader } from "../openHost.ts";
import { type CommonOptions, parseCount } from "../options.ts";
import { formatTime, oneLine, plural, truncate } from "../output/formats.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { printTable } from "../output/table.ts";

export interface ReportListOptions extends CommonOptions {
  app?: string;
  search?: string;
  limit?: string;
  before?: string;
}

/** `sluice report list` */
export function reportListCommand(options: ReportListOptions): Promise<number> {
  const output = createOutput(options);
  const limit = parseCount(options.limit ?? "20", "--limit");
  return withReader(options, ({ services }) => {
    const before = options.before === undefined ? undefined : services.reports.get(options.before).runId;
    const { reports, total } = services.reports.list({
      limit,
      ...(options.app === undefined ? {} : { appName: options.app }),
      ...(options.search === undefined ? {} : { text: options.search }),
      ...(before === undefined ? {} : { before }),
    });
    if (output.isJson) {
      output.json(reports.map(toReportSummaryJson));
    } else if (reports.length === 0) {
      output.note('There are no reports here. Runs of applications with "generate_report": true make them.');
    } else {
      printTable(output, reports, [
        { title: "REPORT", value: (report) => toReportId(report), paint: (_row, cell) => output.style("bold", cell) },
        { title: "CREATED", value: ({ createdAt }) => formatTime(createdAt) },
        { title: "ROWS", value: ({ rowCount }) => String(rowCount), isNumber: true },
      ]);
      if (reports.length < total) output.note(`${reports.length} of ${plural(total, "report")}.`);
    }
    return 0;
  });
}

/** `sluice report show REPORT|RUN|last` */
export function reportShowCommand(id: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withReader(options, ({ services }) => {
    const report = services.reports.get(id);
    if (output.isJson) output.json(toReportJson(report));
    else showReport(report, output);
    return 0;
  });
}

export interface ReportExportOptions extends CommonOptions {
  format?: string;
  out?: string;
}

const formats: Record<string, (report: Report) => string> = {
  csv: toReportCsv,
  html: toReportHtml,
  json: (report) => `${JSON.stringify(toReportJson(report), null, 2)}\n`,
};

/** `sluice report export REPORT`; without `--format` the ending of `--out` says it. */
export function reportExportCommand(id: string, options: ReportExportOptions): Promise<number> {
  const output = createOutput(options);
  const wanted = options.format ?? /\.([a-z]+)$/i.exec(options.out ?? "")?.[1]?.toLowerCase() ?? "json";
  const format = Object.hasOwn(formats, wanted) ? formats[wanted] : undefined;
  if (format === undefined) {
    throw new SluiceError(
      "wrong_use",
      `There is no format "${wanted}". There are: ${Object.keys(formats).join(", ")}.`,
    );
  }
  return withReader(options, ({ services }) => {
    const text = format(services.reports.get(id));
    if (options.out === undefined) output.text(text);
    else writeFileSync(options.out, text);
    return 0;
  });
}

/** `sluice report delete REPORT|APPLICATION` */
export function reportDeleteCommand(idOrApplication: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withOwner(options, async ({ services }) => {
    const deleted = await services.reports.delete(idOrApplication);
    if (output.isJson) output.json({ deleted });
    else output.line(`Deleted ${plural(deleted, "report")}.`);
    return 0;
  });
}

function showReport(report: Report, output: Output): void {
  const { style } = output;
  output.line(`${style("bold", report.appName)}  ${style("dim", report.runId)}`);
  output.line(style("dim", `created ${formatTime(report.createdAt)}`));
  for (const table of report.tables) showTable(table, output);
}

/** Longest text of a cell on the terminal. */
const longestCell = 60;

function showTable(table: ReportTable, output: Output): void {
  const hasStatus = table.subTables.some(({ rows }) => rows.some(({ status }) => status !== undefined));
  const columns = table.columns.map(({ column, title }) => ({
    title: oneLine(title),
    value: ({ row }: ReportRow) => truncate(oneLine(showValue(ownValue(row, column))), longestCell),
  }));
  if (hasStatus) columns.push({ title: "Status", value: ({ status }) => status ?? "" });
  for (const { dataKey, rows } of table.subTables) {
    output.line();
    const name = dataKey === undefined ? table.name : `${table.name} / ${dataKey}`;
    output.line(`${output.style("bold", oneLine(name))}  ${output.style("dim", plural(rows.length, "row"))}`);
    printTable(output, rows, columns);
  }
}
