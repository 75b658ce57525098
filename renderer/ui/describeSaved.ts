import { text } from "../text/texts.ts";
import { toBytes } from "./toBytes.ts";

/** What was saved, without the data. */
export interface SavedSummary {
  kind: string;
  bytes: number;
  count?: number;
}

/** How long a step took, in how many attempts, and what it saved: rows of a list, else the size; undefined = nothing to tell. */
export function describeSaved(record: {
  took?: string | undefined;
  attempts: number;
  data: SavedSummary | undefined;
}): string | undefined {
  const { took, attempts, data } = record;
  const parts = [
    ...(took === undefined ? [] : [took]),
    ...(attempts > 1 ? [text("wait.attempts", { count: attempts })] : []),
    ...(data === undefined ? [] : [describeData(data)]),
  ];
  return parts.length === 0 ? undefined : parts.join(" · ");
}

/** Rows of a list or dataset, the size of anything else. */
export function describeData({ kind, count, bytes }: SavedSummary): string {
  const isRows = kind === "list" || kind === "dataset";
  return isRows && count !== undefined ? text("wait.rows", { count }) : toBytes(bytes);
}
