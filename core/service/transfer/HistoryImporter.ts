import { type JsonValue, parseJson } from "../../base/json.ts";
import { isSluiceError } from "../../base/SluiceError.ts";
import type { Secrets } from "../../engine/ports/EnginePorts.ts";
import type { RunPlan } from "../../engine/ports/RunStore.ts";
import { type ArchivedReport, type ArchivedRun, listBlobs } from "../../model/ArchivedRun.ts";
import { archivedReportSchema, archivedRunSchema } from "../../model/schemas/archiveSchemas.ts";
import type { RunHistory } from "../ports/RunHistory.ts";
import type { Vault } from "../ports/Vault.ts";
import { historyFolders, longestRun } from "./historyFiles.ts";
import type { ImportProgress, OnImportProgress } from "./ImportChoice.ts";
import { readText } from "./readTexts.ts";
import { refusal, type ZipEntry, type ZipReader } from "./ZipReader.ts";

const runsAtOnce = 50;
const bytesAtOnce = 8 * 1024 * 1024;

/** What of the run history of an archive came in, or would. */
export interface HistoryCount {
  runs: number;
  /** They are here already and stay as they are. */
  knownRuns: number;
  /** Of the new runs those that were encrypted with another key: they come in without saved data and parameters. */
  lockedRuns: number;
  reports: number;
  knownReports: number;
}

interface Parts {
  history: RunHistory;
  secrets: Secrets;
  vault: Vault;
}

/** The run history of an archive on its way in. Runs and reports that are here already stay as they are. */
export class HistoryImporter {
  private readonly parts: Parts;
  private readonly archive: ZipReader;
  private readonly blobs: ReadonlyMap<string, ZipEntry>;

  constructor(parts: Parts, archive: ZipReader) {
    this.parts = parts;
    this.archive = archive;
    this.blobs = new Map(this.filesOf("blobs").map((entry) => [entry.name.slice(historyFolders.blobs.length), entry]));
  }

  /** Reads all of it, each byte once, and says what would come in; changes nothing. Throws `invalid_document`. */
  async check(onProgress?: OnImportProgress): Promise<HistoryCount> {
    const count = emptyCount();
    const step = this.counter("checking", onProgress);
    const stepRuns = new Set<string>();
    for (const entry of this.filesOf("runs")) {
      const run = await this.readRun(entry);
      await step();
      if (this.parts.history.hasRun(run.run.id)) {
        count.knownRuns += 1;
        continue;
      }
      this.assertNewSteps(run, { entry, stepRuns });
      count.runs += 1;
      if (this.isLocked(run)) count.lockedRuns += 1;
    }
    for (const entry of this.filesOf("reports")) {
      const { runId } = await this.readReport(entry);
      await step();
      count[this.parts.history.hasReport(runId) ? "knownReports" : "reports"] += 1;
    }
    // A checksum is known only when the last piece was read.
    for (const entry of this.blobs.values()) {
      for await (const _ of this.archive.pieces(entry));
      await step();
    }
    return count;
  }

  /** Takes it in, each run whole, the oldest first. What is wrong with the archive is said before anything comes in. */
  async apply(onProgress?: OnImportProgress): Promise<HistoryCount> {
    await this.check(onProgress);
    const count = emptyCount();
    const step = this.counter("taking", onProgress);
    for (const entries of toBatches(this.filesOf("runs"))) {
      const arrived: { run: ArchivedRun; isLocked: boolean }[] = [];
      for (const entry of entries) {
        const run = await this.readRun(entry);
        const isLocked = this.isLocked(run);
        if (this.parts.history.hasRun(run.run.id)) count.knownRuns += 1;
        else arrived.push({ run: isLocked ? this.lock(run) : run, isLocked });
      }
      const saved = await this.save(arrived.map(({ run }) => run));
      for (const [index, { isLocked }] of arrived.entries()) {
        count[saved[index] ? "runs" : "knownRuns"] += 1;
        if (saved[index] && isLocked) count.lockedRuns += 1;
      }
      await step(entries.length);
    }
    for (const entry of this.filesOf("reports")) {
      const report = await this.readReport(entry);
      const isNew = await unlessPresent(() => this.parts.history.saveReport(report));
      count[isNew ? "reports" : "knownReports"] += 1;
      await step();
    }
    return count;
  }

  /** Counts what is done; saved data is read once more on its own when all of it is checked. */
  private counter(
    phase: ImportProgress["phase"],
    onProgress: OnImportProgress | undefined,
  ): (by?: number) => Promise<void> {
    const files = this.filesOf("runs").length + this.filesOf("reports").length;
    const total = files + (phase === "checking" ? this.blobs.size : 0);
    let done = 0;
    return async (by = 1) => {
      done += by;
      await onProgress?.({ phase, done, total });
    };
  }

  private filesOf(kind: keyof typeof historyFolders): ZipEntry[] {
    return this.archive.entries.filter(({ name }) => name.startsWith(historyFolders[kind]));
  }

  /** Runs that are given together go to the disk in one transaction. Resolves with whether each was new. */
  private async save(runs: readonly ArchivedRun[]): Promise<boolean[]> {
    const { history } = this.parts;
    const written = runs.map((): string[] => []);
    let results: PromiseSettledResult<boolean>[] = [];
    try {
      for (const [index, run] of runs.entries()) {
        for (const { blob } of listBlobs(run)) {
          const entry = this.blobs.get(blob);
          if (entry === undefined || !(await history.blobs.save(blob, this.archive.pieces(entry)))) continue;
          written[index]?.push(blob);
        }
      }
      // In order: a run that triggered another comes before it.
      results = await Promise.allSettled(runs.map((run) => unlessPresent(() => history.saveRun(run))));
    } finally {
      const lost = written.flatMap((blobs, index) => (isSaved(results[index]) ? [] : blobs));
      await Promise.all(lost.map((blob) => history.blobs.delete(blob)));
    }
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    return results.map(isSaved);
  }

  private async readRun(entry: ZipEntry): Promise<ArchivedRun> {
    const run = (await this.readJson(entry, archivedRunSchema)) as unknown as ArchivedRun;
    const { id } = run.run;
    if (entry.name !== `${historyFolders.runs}${id}.json`)
      throw refusal(`holds ${entry.name}, which is of another run`);
    const ids = new Set(run.steps.map(({ record }) => record.id));
    const isWhole =
      ids.size === run.steps.length &&
      new Set(run.steps.map(({ record }) => record.position)).size === run.steps.length &&
      run.steps.every(({ record }) => record.runId === id) &&
      run.entries.every(({ type, stepRunId }) =>
        type.startsWith("run.") ? stepRunId === undefined : stepRunId !== undefined && ids.has(stepRunId),
      );
    if (!isWhole) throw refusal(`holds ${entry.name}, whose steps do not fit together`);
    for (const { blob, size } of listBlobs(run)) {
      if (this.blobs.get(blob)?.size !== size) throw refusal(`lacks the saved data ${blob} of the run ${id}`);
    }
    return run;
  }

  private async readReport(entry: ZipEntry): Promise<ArchivedReport> {
    return (await this.readJson(entry, archivedReportSchema)) as unknown as ArchivedReport;
  }

  private async readJson(
    entry: ZipEntry,
    schema: typeof archivedRunSchema | typeof archivedReportSchema,
  ): Promise<JsonValue> {
    const json = parseJson(await readText(this.archive, { entry, most: longestRun }));
    if (!json.ok) throw refusal(`holds ${entry.name}, which is no JSON: ${json.message}`);
    const checked = schema.safeParse(json.value);
    if (checked.success) return json.value;
    const [issue] = checked.error.issues;
    throw refusal(
      `holds ${entry.name}, which is damaged: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim(),
    );
  }

  private assertNewSteps(run: ArchivedRun, { entry, stepRuns }: { entry: ZipEntry; stepRuns: Set<string> }): void {
    for (const { record } of run.steps) {
      if (stepRuns.has(record.id) || this.parts.history.hasStepRun(record.id)) {
        throw refusal(`holds ${entry.name}, whose step "${record.name}" is that of another run`);
      }
      stepRuns.add(record.id);
    }
  }

  private isLocked({ plan }: ArchivedRun): boolean {
    try {
      this.parts.secrets.open({ ...plan, classes: {}, parameters: {}, pins: {}, workers: undefined } as RunPlan);
      return false;
    } catch (error) {
      if (isSluiceError(error, "key_missing")) return true;
      throw error;
    }
  }

  /** The run without what only its own key opens: as if its data had expired. */
  private lock({ plan, steps, ...run }: ArchivedRun): ArchivedRun {
    const { document, stepIds } = plan;
    const open = {
      document,
      stepIds,
      wrappedDataKey: this.parts.vault.createDataKey(),
      inheritedSecrets: [],
      pins: {},
    };
    return {
      ...run,
      plan: open,
      steps: steps.map(({ record, routes }) => ({ record, ...(routes === undefined ? {} : { routes }) })),
    };
  }
}

function isSaved(result: PromiseSettledResult<boolean> | undefined): boolean {
  return result?.status === "fulfilled" && result.value;
}

/** A few runs at a time, of a few MB together. */
function toBatches(entries: readonly ZipEntry[]): ZipEntry[][] {
  const batches: ZipEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const last = batches.at(-1);
    bytes += entry.size;
    if (last !== undefined && last.length < runsAtOnce && bytes <= bytesAtOnce) last.push(entry);
    else {
      batches.push([entry]);
      bytes = entry.size;
    }
  }
  return batches;
}

/** Whether a file of an archive is part of its run history. */
export function isHistory({ name }: ZipEntry): boolean {
  return Object.values(historyFolders).some((folder) => name.startsWith(folder));
}

/** Resolves with false when it is there already. */
async function unlessPresent(save: () => Promise<void>): Promise<boolean> {
  try {
    await save();
    return true;
  } catch (error) {
    if (isSluiceError(error, "already_exists")) return false;
    throw error;
  }
}

function emptyCount(): HistoryCount {
  return { runs: 0, knownRuns: 0, lockedRuns: 0, reports: 0, knownReports: 0 };
}
