import type { RunEvent } from "../../engine/RunEvent.ts";
import type { ArchivedData, ArchivedReport, ArchivedRun } from "../../model/ArchivedRun.ts";
import type { StoredData } from "../../model/StoredData.ts";
import type { RunHistory } from "../../service/ports/RunHistory.ts";
import type { RunReader } from "../../service/ports/repositories.ts";
import { type EntryRow, toEntry } from "../catalogue/toEntry.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import { type PlanRow, planColumns } from "../runs/planShape.ts";
import { type DataRow, toStoredData } from "../runs/rows.ts";
import type { StoreWriter } from "../StoreWriter.ts";
import { createBlobFiles } from "./createBlobFiles.ts";
import { toReportWrites, toRunWrites } from "./historyWrites.ts";

const entriesAtOnce = 5000;

interface ReportRow {
  run_id: string;
  app_name: string;
  created_at: number;
}

/** Ended runs and reports on their way to another data folder, and from one. */
export function createRunHistory({
  connection,
  writer,
  reader,
  blobFolder,
}: {
  connection: Connection;
  writer: StoreWriter;
  reader: RunReader;
  blobFolder: string;
}): RunHistory {
  const sql = (text: string) => lazyStatement(connection, text);
  const runIds = sql("SELECT id FROM runs WHERE finished_at IS NOT NULL AND (? IS NULL OR app_name = ?) ORDER BY n");
  const reportIds = sql("SELECT run_id FROM reports WHERE ? IS NULL OR app_name = ? ORDER BY n");
  const plan =
    sql(`SELECT ${planColumns} FROM runs r JOIN run_plans p ON p.run = r.n JOIN plan_shapes h ON h.n = p.shape
    WHERE r.id = ?`);
  const pins = sql(`SELECT p.step, p.summary, p.bytes, p.blob, b.size FROM runs r JOIN pins p ON p.run = r.n
    LEFT JOIN blobs b ON b.id = p.blob WHERE r.id = ? ORDER BY p.step`);
  const child = sql(`SELECT s.id AS stepRunId, c.retry, c.idx AS "index" FROM runs r JOIN child_runs c ON c.run = r.n
    JOIN step_runs s ON s.n = c.step_run WHERE r.id = ?`);
  const report = sql("SELECT run_id, app_name, created_at FROM reports WHERE run_id = ?");
  const reportEntries = sql(`SELECT w.step, w.kind, w.name, w.body, w.data_key, w.row_key, w.status
    FROM reports p JOIN report_rows w ON w.report = p.n WHERE p.run_id = ? ORDER BY w.n`);

  const readEntries = (runId: string): RunEvent[] => {
    const entries: RunEvent[] = [];
    for (let after = 0; ; ) {
      const found = reader.events({ runId, after, limit: entriesAtOnce });
      for (const entry of found) entries.push(entry);
      if (found.length < entriesAtOnce) return entries;
      after = found.at(-1)?.seq ?? 0;
    }
  };

  const readPlan = (runId: string): ArchivedRun["plan"] | undefined => {
    const row = plan().get(runId) as PlanRow | undefined;
    if (row === undefined) return undefined;
    const found = pins().all(runId) as (DataRow & { step: string })[];
    return {
      document: JSON.parse(row.document),
      ...(row.configuration === null ? {} : { configuration: JSON.parse(row.configuration) }),
      ...(row.resolved_references === null ? {} : { references: JSON.parse(row.resolved_references) }),
      ...(row.parameters === null ? {} : { parameters: toBase64(row.parameters) }),
      wrappedDataKey: row.wrapped_data_key,
      inheritedSecrets: JSON.parse(row.inherited_secrets),
      stepIds: JSON.parse(row.step_ids),
      pins: Object.fromEntries(found.map((pin) => [pin.step, toArchived(toStoredData(pin))])),
    };
  };

  const readStep = (record: ArchivedRun["steps"][number]["record"]): ArchivedRun["steps"][number] => {
    const [routes, output] = [reader.routes(record.id), reader.output(record.id)];
    const parameters = reader.parameters(record.id);
    return {
      record,
      ...(routes === undefined ? {} : { routes }),
      ...(output === undefined ? {} : { output: toArchived(output) }),
      ...(parameters === undefined ? {} : { parameters: toBase64(parameters) }),
    };
  };

  return {
    blobs: createBlobFiles(blobFolder),
    runIds: (appName) =>
      runIds()
        .pluck()
        .all(appName ?? null, appName ?? null) as string[],
    reportIds: (appName) =>
      reportIds()
        .pluck()
        .all(appName ?? null, appName ?? null) as string[],
    hasRun: (runId) => reader.find(runId) !== undefined,
    hasStepRun: (stepRunId) => reader.findStepRun(stepRunId) !== undefined,
    hasReport: (runId) => report().get(runId) !== undefined,
    readRun(runId) {
      const run = reader.find(runId);
      const found = readPlan(runId);
      if (run === undefined || found === undefined) return undefined;
      const parent = child().get(runId) as ArchivedRun["child"];
      return {
        run,
        plan: found,
        steps: reader.stepRuns(runId).map(readStep),
        entries: readEntries(runId),
        ...(parent === undefined ? {} : { child: parent }),
      };
    },
    readReport(runId): ArchivedReport | undefined {
      const row = report().get(runId) as ReportRow | undefined;
      if (row === undefined) return undefined;
      const entries = reportEntries().all(runId) as (EntryRow & { step: string })[];
      return {
        runId: row.run_id,
        appName: row.app_name,
        createdAt: row.created_at,
        entries: entries.map((entry) => ({ step: entry.step, entry: toEntry(entry) })),
      };
    },
    async saveRun(run) {
      await writer.write(toRunWrites(run));
    },
    async saveReport(given) {
      await writer.write(toReportWrites(given));
    },
  };
}

function toArchived(data: StoredData): ArchivedData {
  const { summary } = data;
  return data.kind === "blob"
    ? { summary, blob: data.blob, size: data.size }
    : { summary, bytes: toBase64(data.bytes) };
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
