import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Clock } from "../../core/base/Clock.ts";
import type { JsonObject } from "../../core/base/json.ts";
import { type OwnerHost, openHost, systemClock } from "../../core/host.ts";
import type { StepRunRecord } from "../../core/model/RunRecord.ts";
import { tempFolder } from "../support/tempFolder.ts";

export const recoverySteps = fileURLToPath(new URL("../fixtures/recoverySteps", import.meta.url));

/** The paths of one test. */
export interface Folder {
  root: string;
  dataFolder: string;
  /** Where steps write what they did. */
  trail: string;
  /** Steps that wait go on when it exists. */
  go: string;
}

export function recoveryFolder(): Folder {
  const root = tempFolder();
  const [dataFolder = "", trail = "", go = ""] = ["data", "trail", "go"].map((name) => join(root, name));
  return { root, dataFolder, trail, go };
}

export function application(name: string, steps: JsonObject[]): JsonObject {
  return { name, app_variables: [{ name: "n", default_value: 0 }], steps };
}

/** A host in this process; closed at the end of the test. */
export async function openOwner(
  { dataFolder }: Folder,
  options: { clock?: Clock; stepFolder?: string } = {},
): Promise<OwnerHost> {
  const host = await openHost({
    dataFolder,
    cacheFolder: `${dataFolder} cache`,
    mode: "owner",
    stepFolders: [options.stepFolder ?? recoverySteps],
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    onBug: (error) => {
      throw error;
    },
  });
  onTestFinished(() => host.close({ graceMs: 0 }));
  return host;
}

/** The time of this machine, moved. */
export function movedClock(ms: number): Clock {
  return { now: () => systemClock.now() + ms, after: (delay, run) => systemClock.after(delay, run) };
}

/** Takes up every run and waits for the end of all, also of those they start. */
export async function finishAll(host: OwnerHost): Promise<void> {
  await host.resume();
  for (;;) {
    const open = host.services.queries.list({ limit: 100 }).find((run) => run.finishedAt === undefined);
    if (open === undefined) return;
    await host.runs.finished(open.id);
  }
}

export interface Mark {
  mark: string;
  what: string;
  pid: number;
}

/** What steps wrote, in order. Parts of lines that a kill cut off are left out. */
export function readTrail({ trail }: Folder): Mark[] {
  if (!existsSync(trail)) return [];
  const lines = readFileSync(trail, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => {
    const [mark = "", what = "", pid = ""] = line.split(" ");
    return { mark, what, pid: Number(pid) };
  });
}

export function countMarks(folder: Folder, what: string, mark?: string): number {
  return readTrail(folder).filter((entry) => entry.what === what && (mark === undefined || entry.mark === mark)).length;
}

/** Lets the steps that wait go on. */
export function letGo({ go }: Folder): void {
  writeFileSync(go, "");
}

/** Resolves when the condition holds; looks again every few ms, at most 15 s. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 50_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Not within 50 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export function stepsOf(host: OwnerHost, app: string): StepRunRecord[] {
  const [run] = host.services.queries.list({ limit: 1, appName: app });
  return run === undefined ? [] : host.services.queries.stepRuns(run.id);
}
