import type { ReportSummary } from "../../model/Report.ts";
import type { ReportFilter, ReportRepository } from "../../service/ports/repositories.ts";
import { type Connection, lazyStatement, type SqlValue } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";
import { type EntryRow, toEntry } from "./toEntry.ts";

const reportsAtOnce = 20;
/** Rows deleted in one transaction: few enough that the runs at work are not held up. */
const rowsAtOnce = 500;

const summary = `p.run_id AS runId, p.app_name AS appName, p.created_at AS createdAt,
  (SELECT count(*) FROM report_rows w WHERE w.report = p.n AND w.kind = 'row') AS rowCount`;

/** What runs left for people. */
export function createReportRepository(parts: { connection: Connection; writer: StoreWriter }): ReportRepository {
  const { connection, writer } = parts;
  const sql = (text: string) => lazyStatement(connection, text);
  const one = sql(`SELECT ${summary} FROM reports p WHERE p.run_id = ?`);
  const old = sql("SELECT n FROM reports WHERE created_at < ? ORDER BY created_at LIMIT ?");
  const entries = sql(`SELECT w.kind, w.name, w.body, w.data_key, w.row_key, w.status
    FROM reports p JOIN report_rows w ON w.report = p.n WHERE p.run_id = ? ORDER BY w.n`);
  return {
    list(filter) {
      const { where, values } = conditions(filter);
      const text = `SELECT ${summary} FROM reports p WHERE ${where} ORDER BY p.run_id DESC LIMIT ?`;
      return connection.prepare<unknown[]>(text).all(...values, filter.limit) as ReportSummary[];
    },
    count({ appName, text: part }) {
      const { where, values } = conditions({
        ...(appName === undefined ? {} : { appName }),
        ...(part === undefined ? {} : { text: part }),
      });
      const text = `SELECT count(*) AS count FROM reports p WHERE ${where}`;
      return (connection.prepare<unknown[]>(text).get(...values) as { count: number }).count;
    },
    find: (runId) => one().get(runId) as ReportSummary | undefined,
    entries: (runId) => (entries().all(runId) as EntryRow[]).map(toEntry),
    async delete(runId) {
      const { changes } = await writer.write([["report.delete", runId]]);
      return changes[0] === 1;
    },
    async deleteOf(appName) {
      const { changes } = await writer.write([["report.deleteOf", appName]]);
      return changes[0] ?? 0;
    },
    async *slices(before) {
      const next = () => (old().all(before, reportsAtOnce) as { n: number }[]).map(({ n }) => n);
      for (let numbers = next(); numbers.length > 0; numbers = next()) {
        const list = JSON.stringify(numbers);
        for (let isMore = true; isMore; ) {
          const { changes } = await writer.write([["report.pruneRows", list, rowsAtOnce]]);
          isMore = changes[0] === rowsAtOnce;
          yield 0;
        }
        const { changes } = await writer.write([["report.prune", list]]);
        yield changes[0] ?? 0;
      }
    },
  };
}

function conditions({ appName, text, before }: Omit<ReportFilter, "limit">): { where: string; values: SqlValue[] } {
  const where = ["1"];
  const values: SqlValue[] = [];
  if (appName !== undefined) {
    where.push("p.app_name = ?");
    values.push(appName);
  }
  if (text !== undefined) {
    const pattern = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
    where.push("(p.app_name LIKE ? ESCAPE '\\' OR p.run_id LIKE ? ESCAPE '\\')");
    values.push(pattern, pattern);
  }
  if (before !== undefined) {
    // Ids of runs grow with time, so the cursor holds when its report was deleted meanwhile.
    where.push("p.run_id < ?");
    values.push(before);
  }
  return { where: where.join(" AND "), values };
}
