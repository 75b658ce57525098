import { writeFileSync } from "node:fs";
import { ownValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ApiClient } from "../../client/ApiClient.ts";
import type { ReportJson } from "../../model/schemas/reportSchemas.ts";
import { showValue } from "../../service/reports/showValue.ts";
import { parseCount } from "../options.ts";
import { formatTime, oneLine, plural, truncate } from "../output/formats.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { printTable } from "../output/table.ts";
import { type ClientWish, withClient, withReadingClient } from "../withClient.ts";

export interface ReportListOptions extends ClientWish {
  app?: string;
  search?: string;
  limit?: string;
  before?: string;
}

/** `sluice report list` */
export function reportListCommand(options: ReportListOptions): Promise<number> {
  const output = createOutput(options);
  const limit = parseCount(options.limit ?? "20", "--limit");
  return withReadingClient(options, async (client) => {
    const before = options.before === undefined ? undefined : (await getReport(client, options.before)).application_id;
    const { reports, total } = await client.call("listReports", {
      query: {
        limit,
        ...(options.app === undefined ? {} : { application: options.app }),
        ...(options.search === undefined ? {} : { search: options.search }),
        ...(before === undefined ? {} : { before }),
      },
    });
    if (output.isJson) {
      output.json(reports);
    } else if (reports.length === 0) {
      output.note('There are no reports here. Runs of applications with "generate_report": true make them.');
    } else {
      printTable(output, reports, [
        { title: "REPORT", value: ({ id }) => id, paint: (_row, cell) => output.style("bold", cell) },
        { title: "CREATED", value: ({ created }) => formatTime(Date.parse(created)) },
        { title: "ROWS", value: ({ rows }) => String(rows), isNumber: true },
      ]);
      if (reports.length < total) output.note(`${reports.length} of ${plural(total, "report")}.`);
    }
    return 0;
  });
}

/** `sluice report show REPORT|RUN|last` */
export function reportShowCommand(id: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const report = await getReport(client, id);
    if (output.isJson) output.json(report);
    else showReport(report, output);
    return 0;
  });
}

export interface ReportExportOptions extends ClientWish {
  format?: string;
  out?: string;
}

const formats = ["csv", "html", "json"] as const;

/** `sluice report export REPORT`; without `--format` the ending of `--out` says it. */
export function reportExportCommand(id: string, options: ReportExportOptions): Promise<number> {
  const output = createOutput(options);
  const wanted = options.format ?? /\.([a-z]+)$/i.exec(options.out ?? "")?.[1]?.toLowerCase() ?? "json";
  const format = formats.find((known) => known === wanted);
  if (format === undefined) {
    throw new SluiceError("wrong_use", `There is no format "${wanted}". There are: ${formats.join(", ")}.`);
  }
  return withReadingClient(options, async (client) => {
    const text =
      format === "json"
        ? `${JSON.stringify(await getReport(client, id), null, 2)}\n`
        : await (await client.send("exportReport", { params: { report_id: id }, query: { format } })).text();
    if (options.out === undefined) output.text(text);
    else writeFileSync(options.out, text);
    return 0;
  });
}

/** `sluice report delete REPORT|APPLICATION` */
export function reportDeleteCommand(idOrApplication: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    const { deleted } = await client.call("deleteReports", { params: { report_id: idOrApplication } });
    if (output.isJson) output.json({ deleted });
    else output.line(`Deleted ${plural(deleted, "report")}.`);
    return 0;
  });
}

async function getReport(client: ApiClient, id: string): Promise<ReportJson> {
  return (await client.call("getReport", { params: { report_id: id } })) as ReportJson;
}

function showReport(report: ReportJson, output: Output): void {
  const { style } = output;
  output.line(`${style("bold", report.app_name)}  ${style("dim", report.application_id)}`);
  output.line(style("dim", `created ${formatTime(Date.parse(report.created))}`));
  for (const table of report.tables) showTable(table, output);
}

type ReportRow = ReportJson["tables"][number]["sub_tables"][number]["rows"][number];

/** Longest text of a cell on the terminal. */
const longestCell = 60;

function showTable(table: ReportJson["tables"][number], output: Output): void {
  const hasStatus = table.sub_tables.some(({ rows }) => rows.some(({ status }) => status !== null));
  const columns = table.columns.map(({ key, title }) => ({
    title: oneLine(title),
    value: ({ row }: ReportRow) => truncate(oneLine(showValue(ownValue(row, key))), longestCell),
  }));
  if (hasStatus) columns.push({ title: "Status", value: ({ status }) => status ?? "" });
  for (const { data_key: dataKey, rows } of table.sub_tables) {
    output.line();
    const name = dataKey === null ? table.name : `${table.name} / ${dataKey}`;
    output.line(`${output.style("bold", oneLine(name))}  ${output.style("dim", plural(rows.length, "row"))}`);
    printTable(output, rows, columns);
  }
}
