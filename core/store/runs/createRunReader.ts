import type { RunEvent } from "../../engine/RunEvent.ts";
import { positionOfChild } from "../../model/childIndex.ts";
import type { RunState } from "../../model/RunRecord.ts";
import type { LogFilter, QueueLoad, RunReader } from "../../service/ports/repositories.ts";
import type { Vault } from "../../service/ports/Vault.ts";
import { type Connection, lazyStatement, type SqlValue, type Statement } from "../connect.ts";
import { createRunList } from "./createRunList.ts";
import { createPlanReader } from "./createRunStore.ts";
import {
  type DataRow,
  type EventRow,
  type LogRow,
  type RunRow,
  type StepRunRow,
  toBytes,
  toLogEvent,
  toLogLine,
  toRunEvent,
  toRunRecord,
  toStepRunRecord,
  toStoredData,
} from "./rows.ts";

const eventColumns = "e.seq, e.type, e.at, e.body, r.id AS run_id, s.id AS step_run_id, s.name AS step";
const logColumns =
  "l.seq, l.at, l.attempt, l.level, l.module, l.message, r.id AS run_id, s.id AS step_run_id, s.name AS step";
const logTables = "runs r JOIN logs l ON l.run = r.n JOIN step_runs s ON s.n = l.step_run";

/** SQL: steps in some states of the run `r`, summed up over a group of runs. */
export const stepCount = (states: string): string =>
  `sum((SELECT count(*) FROM all_step_runs s WHERE s.run = r.n AND s.state ${states}))`;

/** What people and programs read of runs. */
export function createRunReader({ connection, vault }: { connection: Connection; vault: Vault }): RunReader {
  const sql = (text: string) => lazyStatement(connection, text);
  const byText = new Map<string, Statement>();
  const prepared = (text: string): Statement => {
    const statement = byText.get(text) ?? connection.prepare<unknown[]>(text);
    byText.set(text, statement);
    return statement;
  };
  const unfinished = sql("SELECT count(*) AS count FROM runs WHERE finished_at IS NULL");
  const loads = sql(`SELECT r.queue AS name, count(*) AS runs, ${stepCount("= 'STARTED'")} AS running,
      ${stepCount("IN ('PENDING', 'RETRY', 'WAITING')")} AS depth
    FROM runs r INDEXED BY runs_unfinished WHERE r.finished_at IS NULL GROUP BY r.queue`);
  const run = sql("SELECT * FROM runs WHERE id = ?");
  const stepRuns = sql(`SELECT s.*, r.id AS run_id FROM all_step_runs s JOIN runs r ON r.n = s.run WHERE r.id = ?
    ORDER BY s.position`);
  const stepRun = sql("SELECT s.*, r.id AS run_id FROM all_step_runs s JOIN runs r ON r.n = s.run WHERE s.id = ?");
  const children = "step_runs s JOIN child_runs c ON c.step_run = s.n JOIN runs r ON r.n = c.run WHERE s.id = ?";
  const childCounts = sql(`SELECT r.state, count(*) AS count FROM ${children} GROUP BY r.state`);
  const childRows = sql(`SELECT r.*, c.idx FROM ${children} AND coalesce(r.state = ?, 1)
    ORDER BY CASE r.state WHEN 'FAILURE' THEN 0 WHEN 'REVOKED' THEN 1 WHEN 'SUCCESS' THEN 3 ELSE 2 END, c.retry, c.idx
    LIMIT ? OFFSET ?`);
  const output = sql(`SELECT o.summary, o.bytes, o.blob, b.size FROM step_runs s JOIN all_outputs o ON o.step_run = s.n
    LEFT JOIN blobs b ON b.id = o.blob WHERE s.id = ?`);
  const parameters = sql("SELECT p.bytes FROM step_runs s JOIN all_parameters p ON p.step_run = s.n WHERE s.id = ?");
  const routes = sql("SELECT routes FROM step_runs WHERE id = ?");
  const expired = sql(`SELECT 1 FROM runs r JOIN step_runs s ON s.run = r.n
    WHERE r.id = ? AND s.data IS NOT NULL AND s.output IS NULL
      AND NOT EXISTS (SELECT 1 FROM outputs o WHERE o.step_run = s.n) LIMIT 1`);

  const newest = sql(`SELECT max(coalesce((SELECT max(seq) FROM events), 0), coalesce((SELECT max(seq) FROM logs), 0))
    AS seq`);

  const findRow = (runId: string) => run().get(runId) as RunRow | undefined;

  const logs = (runId: string, filter: LogFilter): LogRow[] => {
    const where = ["r.id = ?", "l.seq > ?"];
    const values: SqlValue[] = [runId, filter.after ?? 0];
    if (filter.minLevel !== undefined) {
      // The constant lets SQLite use the index of the few warnings among many lines.
      where.push(filter.minLevel >= 30 ? "l.level >= 30 AND l.level >= ?" : "l.level >= ?");
      values.push(filter.minLevel);
    }
    if (filter.step !== undefined) {
      where.push("s.name = ?");
      values.push(filter.step);
    }
    if (filter.text !== undefined) {
      where.push("l.message LIKE ? ESCAPE '\\'");
      values.push(`%${filter.text.replaceAll(/[\\%_]/g, "\\$&")}%`);
    }
    const text = `SELECT ${logColumns} FROM ${logTables} WHERE ${where.join(" AND ")} ORDER BY l.seq LIMIT ?`;
    return prepared(text).all(...values, filter.limit) as LogRow[];
  };

  const events = ({ runId, after, limit }: { runId?: string; after: number; limit: number }): RunEvent[] => {
    const ofRun = runId === undefined ? "" : " AND r.id = ?";
    const values = runId === undefined ? [after, limit] : [after, runId, limit];
    const eventText = `SELECT ${eventColumns} FROM events e JOIN runs r ON r.n = e.run
      LEFT JOIN step_runs s ON s.n = e.step_run WHERE e.seq > ?${ofRun} ORDER BY e.seq LIMIT ?`;
    const logText = `SELECT ${logColumns} FROM ${logTables} WHERE l.seq > ?${ofRun} ORDER BY l.seq LIMIT ?`;
    const found = [
      ...(prepared(eventText).all(...values) as EventRow[]).map(toRunEvent),
      ...(prepared(logText).all(...values) as LogRow[]).map(toLogEvent),
    ];
    return found.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0)).slice(0, limit);
  };

  return {
    list: createRunList(connection),
    queueLoads: () => loads().all() as QueueLoad[],
    countUnfinished: () => (unfinished().get() as { count: number }).count,
    find(runId) {
      const row = findRow(runId);
      return row && toRunRecord(row);
    },
    stepRuns: (runId) => (stepRuns().all(runId) as StepRunRow[]).map(toStepRunRecord),
    findStepRun(stepRunId) {
      const row = stepRun().get(stepRunId) as StepRunRow | undefined;
      return row && toStepRunRecord(row);
    },
    childRuns(stepRunId, { state = null, offset, limit }) {
      const counts = childCounts().all(stepRunId) as { state: RunState; count: number }[];
      const rows = childRows().all(stepRunId, state, limit, offset) as (RunRow & { idx: number })[];
      return {
        counts: Object.fromEntries(counts.map(({ state, count }) => [state, count])),
        runs: rows.map((row) => ({ index: positionOfChild(row.idx), run: toRunRecord(row) })),
      };
    },
    logs: (runId, filter) => logs(runId, filter).map(toLogLine),
    events,
    lastEvent: () => (newest().get() as { seq: number }).seq,
    plan: createPlanReader(connection, (wrapped) => vault.unwrapDataKey(wrapped)),
    output(stepRunId) {
      const row = output().get(stepRunId) as DataRow | undefined;
      return row && toStoredData(row);
    },
    parameters(stepRunId) {
      const row = parameters().get(stepRunId) as { bytes: Buffer } | undefined;
      return row && toBytes(row.bytes);
    },
    routes(stepRunId) {
      const row = routes().get(stepRunId) as { routes: string | null } | undefined;
      return row?.routes ? JSON.parse(row.routes) : undefined;
    },
    outputsExpired: (runId) => expired().get(runId) !== undefined,
  };
}
