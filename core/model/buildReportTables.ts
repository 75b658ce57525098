import { setOwn } from "../base/json.ts";
import type { ReportColumn, ReportEntry, ReportRow, ReportRowEntry, ReportTable } from "./Report.ts";

interface Draft {
  name: string;
  columns: Map<string, ReportColumn>;
  declared: Set<string>;
  /** By data key. */
  subTables: Map<string | undefined, ReportRow[]>;
  /** Rows with a key, by sub-table and key. */
  rows: Map<string, ReportRow>;
}

/**
 * The tables of a report: the fold of its entries. A column that is declared again keeps its place and takes the newer
 * title; a row of a key that is there gets the cells and the status of the newer entry. So adding twice changes nothing.
 */
export function buildReportTables(entries: readonly ReportEntry[]): ReportTable[] {
  const drafts = new Map<string, Draft>();
  for (const entry of entries) {
    const draft = drafts.get(entry.table) ?? createDraft(entry.table);
    drafts.set(entry.table, draft);
    if (entry.kind === "column") declareColumn(draft, entry);
    else addRow(draft, entry);
  }
  return [...drafts.values()].map(finish);
}

function createDraft(name: string): Draft {
  return { name, columns: new Map(), declared: new Set(), subTables: new Map(), rows: new Map() };
}

function declareColumn(draft: Draft, { column, title }: { column: string; title?: string }): void {
  const found = draft.columns.get(column);
  if (found === undefined) draft.columns.set(column, { column, title: title ?? column });
  else if (title !== undefined) found.title = title;
  draft.declared.add(column);
}

function addRow(draft: Draft, { dataKey, key, status, row }: ReportRowEntry): void {
  for (const column of Object.keys(row)) {
    if (!draft.columns.has(column)) draft.columns.set(column, { column, title: column });
  }
  const identity = key === undefined ? undefined : JSON.stringify([dataKey ?? null, key]);
  const known = identity === undefined ? undefined : draft.rows.get(identity);
  if (known !== undefined) {
    for (const [column, value] of Object.entries(row)) setOwn(known.row, column, value);
    if (status !== undefined) known.status = status;
    return;
  }
  const added: ReportRow = { key, status, row: {} };
  for (const [column, value] of Object.entries(row)) setOwn(added.row, column, value);
  if (identity !== undefined) draft.rows.set(identity, added);
  const rows = draft.subTables.get(dataKey) ?? [];
  draft.subTables.set(dataKey, rows);
  rows.push(added);
}

function finish({ name, columns, declared, subTables }: Draft): ReportTable {
  const undeclared = [...columns.keys()].filter((column) => !declared.has(column));
  const groups = [...subTables].map(([dataKey, rows]) => ({ dataKey, rows }));
  return {
    name,
    columns: [...declared, ...undeclared].flatMap((column) => columns.get(column) ?? []),
    // Rows without a data key stand above the sub-tables.
    subTables: [
      ...groups.filter(({ dataKey }) => dataKey === undefined),
      ...groups.filter(({ dataKey }) => dataKey !== undefined),
    ],
  };
}
