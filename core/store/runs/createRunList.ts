import type { RunRecord } from "../../model/RunRecord.ts";
import type { RunFilter } from "../../service/ports/repositories.ts";
import { type Connection, lazyStatement, type SqlValue, type Statement } from "../connect.ts";
import { type RunRow, toRunRecord } from "./rows.ts";

/** Above so many applications whose name holds a text, most runs are of one of them: then reading along the time is faster. */
const mostNames = 100;

interface Condition {
  column: string;
  value: SqlValue;
}

/** Newest first. Every list is read in the order of an index, and ends with its last row: the number of stored runs does not matter. */
export function createRunList(connection: Connection): (filter: RunFilter) => RunRecord[] {
  const byText = new Map<string, Statement>();
  const prepared = (text: string): Statement => {
    const statement = byText.get(text) ?? connection.prepare<unknown[]>(text);
    byText.set(text, statement);
    return statement;
  };
  const position = lazyStatement(
    connection,
    "SELECT id, accepted_at, n FROM runs WHERE id <= ? ORDER BY id DESC LIMIT 1",
  );
  // One look into the index per name, instead of one per run.
  const names = lazyStatement(
    connection,
    `WITH RECURSIVE names (name) AS (SELECT min(app_name) FROM runs
       UNION ALL SELECT (SELECT min(app_name) FROM runs WHERE app_name > name) FROM names WHERE name IS NOT NULL)
     SELECT name FROM names WHERE name LIKE ? ESCAPE '\\' LIMIT ?`,
  );

  const read = (filter: RunFilter, more: { app?: string; pattern?: string } = {}): RunRow[] => {
    const where = toConditions({ ...filter, ...(more.app === undefined ? {} : { appName: more.app }) });
    const values = where.flatMap(({ value }) => value);
    const terms = where.map(({ term }) => term);
    if (filter.before !== undefined) {
      const found = position().get(filter.before) as { id: string; accepted_at: number; n: number } | undefined;
      if (found === undefined) return [];
      terms.push(`accepted_at <= ? AND (accepted_at < ? OR n ${found.id === filter.before ? "<" : "<="} ?)`);
      values.push(found.accepted_at, found.accepted_at, found.n);
    }
    if (more.pattern !== undefined) {
      terms.push("app_name LIKE ? ESCAPE '\\'");
      values.push(more.pattern);
    }
    return prepared(runListSql(terms, filter)).all(...values, filter.limit) as RunRow[];
  };

  const readById = (filter: RunFilter, start: string): RunRow[] => {
    const where = toConditions(filter, { isById: true });
    const terms = ["id >= ?", "id < ?", ...where.map(({ term }) => term)];
    const end = filter.before === undefined || filter.before > `${start}~` ? `${start}~` : filter.before;
    const text = `SELECT * FROM runs WHERE ${terms.join(" AND ")} ORDER BY id DESC LIMIT ?`;
    return prepared(text).all(start, end, ...where.flatMap(({ value }) => value), filter.limit) as RunRow[];
  };

  const readByText = (filter: RunFilter, text: string): RunRow[] => {
    if (text.startsWith("isapp-")) return readById(filter, text);
    const pattern = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
    if (filter.appName !== undefined) return read(filter, { pattern });
    const found = names()
      .pluck()
      .all(pattern, mostNames + 1) as string[];
    if (found.length > mostNames) return read(filter, { pattern });
    return found
      .flatMap((app) => read(filter, { app }))
      .sort((a, b) => b.accepted_at - a.accepted_at || b.n - a.n)
      .slice(0, filter.limit);
  };

  return (filter) => {
    const rows = filter.text === undefined ? read(filter) : readByText(filter, filter.text);
    return rows.map(toRunRecord);
  };
}

/** The statement of a list under conditions. Runs that go on are few: all of them are looked at, whatever else is asked for. */
export function runListSql(terms: readonly string[], { state }: Pick<RunFilter, "state">): string {
  const from = isOpen(state) ? "runs INDEXED BY runs_unfinished" : "runs";
  const where = terms.length === 0 ? "" : ` WHERE ${terms.join(" AND ")}`;
  return `SELECT * FROM ${from}${where} ORDER BY accepted_at DESC, n DESC LIMIT ?`;
}

function isOpen(state: RunFilter["state"]): boolean {
  return state === "PENDING" || state === "STARTED";
}

/**
 * The conditions of a filter. Without figures about the data SQLite would choose any index: the first of ours leads, and a
 * plus sign keeps it from using those of the others.
 */
export function toConditions(filter: RunFilter, { isById = false } = {}): { term: string; value: SqlValue[] }[] {
  const { appName, state, queue, triggeredBy, kept, from, to } = filter;
  const equal: Condition[] = [];
  const add = (column: string, value: SqlValue | undefined): void => {
    if (value !== undefined) equal.push({ column, value });
  };
  add("app_name", appName);
  if (appName !== undefined) add("state", state);
  const isKeptFirst = kept === true && appName === undefined;
  add("(triggered_by ->> 'kind')", triggeredBy);
  add("queue", queue);
  if (appName === undefined) add("state", state);
  const leads = (index: number, column: string) =>
    !isById && !isKeptFirst && (index === 0 || (index === 1 && appName !== undefined && column === "state"));
  const terms = equal.map(({ column, value }, index) => ({
    term: leads(index, column) ? `${column} = ?` : `+${column} = ?`,
    value: [value],
  }));
  const time = isById ? "+accepted_at" : "accepted_at";
  return [
    ...(kept === true ? [{ term: isKeptFirst && !isById ? "kept = 1" : "+kept = 1", value: [] }] : []),
    ...terms,
    // What the index of the state holds, or that of the runs that go on.
    ...(state === undefined || isById
      ? []
      : [{ term: `finished_at IS ${isOpen(state) ? "NULL" : "NOT NULL"}`, value: [] }]),
    ...(from === undefined ? [] : [{ term: `${time} >= ?`, value: [from] }]),
    ...(to === undefined ? [] : [{ term: `${time} < ?`, value: [to] }]),
  ];
}
