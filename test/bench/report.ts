import { figureOf, holds, type Limit, type Measurement } from "./measure.ts";

const heads = ["what", "ours", "reference", "ratio", "bar", "goal", "cold", "verdict"];

/** The table for people, one line per measurement. */
export function formatTable(rows: Measurement[]): string {
  const lines = [heads, ...rows.map(cells)];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  const format = (line: string[]): string =>
    line
      .map((cell, column) => align(cell, column, widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return `${lines.map(format).join("\n")}\n`;
}

export function verdictOf(row: Measurement): "goal" | "ok" | "over the bar" | "FAIL" {
  if (!holds(row, row.bar)) return row.kind === "ratio" ? "FAIL" : "over the bar";
  return row.goal !== undefined && holds(row, row.goal) ? "goal" : "ok";
}

function cells(row: Measurement): string[] {
  const hasRatio = row.reference !== undefined;
  return [
    row.note === undefined ? row.what : `${row.what} (${row.note})`,
    withUnit(row.ours, row.unit),
    row.reference === undefined ? "" : withUnit(row.reference, row.unit),
    hasRatio ? round(row.ours / (row.reference ?? 1)) : "",
    limit(row, row.bar),
    row.goal === undefined ? "" : limit(row, row.goal),
    row.cold === undefined ? "" : withUnit(row.cold, row.unit),
    verdictOf(row),
  ];
}

function limit(row: Measurement, { value, sense }: Limit): string {
  const sign = sense === "most" ? "<=" : ">=";
  return row.kind === "ratio" ? `${sign} ${value} x` : `${sign} ${withUnit(value, row.unit)}`;
}

function withUnit(value: number, unit: string): string {
  return `${round(value)} ${unit}`;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function align(cell: string, column: number, width: number): string {
  const isText = column === 0 || column === heads.length - 1;
  return isText ? cell.padEnd(width) : cell.padStart(width);
}

interface JsonParts {
  seconds: number;
  isShort: boolean;
  /** What could not be measured. */
  failures?: readonly { scenario: string; error: unknown }[];
}

/** The same for programs. */
export function toJson(rows: Measurement[], { seconds, isShort, failures = [] }: JsonParts): string {
  const results = rows.map((row) => ({ ...row, figure: figureOf(row), verdict: verdictOf(row) }));
  const failed = failures.map(({ scenario, error }) => ({ scenario, error: String(error) }));
  return `${JSON.stringify({ node: process.version, isShort, seconds, results, failures: failed }, null, 2)}\n`;
}
