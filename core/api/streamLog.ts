import type { LogLine } from "../model/RunRecord.ts";
import type { LogFilter } from "../service/ports/repositories.ts";
import { toLogLine } from "./json/toTask.ts";

export const logFormats = { text: "text/plain; charset=utf-8", ndjson: "application/x-ndjson" } as const;
export type LogFormat = keyof typeof logFormats;

/** Lines that are read and sent at once. */
const pageSize = 1000;

/** The log of a run as text, page by page: never more than one page is in memory, however slowly it is read. */
export async function* streamLog(
  format: LogFormat,
  read: (filter: Pick<LogFilter, "after" | "limit">) => LogLine[],
): AsyncGenerator<string> {
  let after = 0;
  for (;;) {
    const lines = read({ after, limit: pageSize });
    if (lines.length > 0) yield lines.map(format === "text" ? toText : toNdjson).join("");
    if (lines.length < pageSize) return;
    after = lines.at(-1)?.seq ?? after;
  }
}

function toText(line: LogLine): string {
  const { date, level, module, message } = toLogLine(line);
  return `${date} ${level.padEnd(8)} ${line.step ?? "-"} ${module}: ${message}\n`;
}

function toNdjson(line: LogLine): string {
  return `${JSON.stringify({ ...toLogLine(line), seq: line.seq ?? 0, step: line.step ?? null })}\n`;
}
