import { type JsonValue, stringifyJson } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { type ArchivedData, type ArchivedRun, listBlobs } from "../../model/ArchivedRun.ts";
import type { OpenBlob, RunHistory } from "../ports/RunHistory.ts";
import { type ZipContent, zipLimits } from "./writeZip.ts";

/** Folders of the run history in an archive. */
export const historyFolders = { runs: "runs/", reports: "reports/", blobs: "blobs/" } as const;

/** Longest record of one run, its log and its small outputs included; characters when written, bytes when read. */
export const longestRun = 256 * 1024 * 1024;

/**
 * The run history as files of an archive, oldest runs first, each with the blobs before it; read run by run. What is pruned
 * meanwhile is left out. Throws `too_large` at once when there are more runs than an archive holds.
 */
export function listHistoryFiles(history: RunHistory, appName?: string): AsyncGenerator<ZipContent> {
  const ids = { runs: history.runIds(appName), reports: history.reportIds(appName) };
  const count = ids.runs.length + ids.reports.length;
  if (count > zipLimits.entries) {
    throw new SluiceError(
      "too_large",
      `There are ${count} runs and reports; an archive holds at most ${zipLimits.entries}. Export one application after the other, or make a backup (sluice backup).`,
    );
  }
  return readFiles(history, ids);
}

async function* readFiles(
  history: RunHistory,
  { runs, reports }: { runs: string[]; reports: string[] },
): AsyncGenerator<ZipContent> {
  const written = new Set<string>();
  for (const id of runs) {
    const run = history.readRun(id);
    if (run === undefined) continue;
    const lost = new Set<string>();
    for (const { blob, size } of listBlobs(run)) {
      if (written.has(blob)) continue;
      const open = history.blobs.open(blob);
      if (open?.size === size) {
        written.add(blob);
        yield* closing(open, { name: historyFolders.blobs + blob, content: open.pieces() });
      } else {
        open?.close();
        lost.add(blob);
      }
    }
    const text = stringifyJson(withoutBlobs(run, lost) as unknown as JsonValue);
    if (text.length > longestRun) {
      throw new SluiceError(
        "too_large",
        `The run ${id} has a record of more than ${longestRun / 1024 / 1024} MB, which an archive does not take. Make a backup (sluice backup).`,
      );
    }
    yield { name: `${historyFolders.runs}${id}.json`, content: text };
  }
  for (const id of reports) {
    const report = history.readReport(id);
    if (report !== undefined) {
      yield { name: `${historyFolders.reports}${id}.json`, content: stringifyJson(report as unknown as JsonValue) };
    }
  }
}

async function* closing(open: OpenBlob, content: ZipContent): AsyncGenerator<ZipContent> {
  try {
    yield content;
  } finally {
    open.close();
  }
}

/** A blob whose file is gone counts as expired. */
function withoutBlobs(run: ArchivedRun, lost: ReadonlySet<string>): ArchivedRun {
  if (lost.size === 0) return run;
  const isThere = (data: ArchivedData): boolean => !("blob" in data && lost.has(data.blob));
  return {
    ...run,
    plan: { ...run.plan, pins: Object.fromEntries(Object.entries(run.plan.pins).filter(([, pin]) => isThere(pin))) },
    steps: run.steps.map(({ output, ...step }) =>
      output === undefined || !isThere(output) ? step : { ...step, output },
    ),
  };
}
