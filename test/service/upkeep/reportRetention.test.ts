import { join } from "node:path";
import { expect, test } from "vitest";
import type { Commit } from "../../../core/engine/ports/RunStore.ts";
import { openHost } from "../../../core/host.ts";
import { createReportRetention, readReportExpires } from "../../../core/service/upkeep/createReportRetention.ts";
import { buildRun, start } from "../../store/buildRun.ts";
import { openTestStore } from "../../store/openTestStore.ts";
import { FakeClock } from "../../support/FakeClock.ts";
import { tempFolder } from "../../support/tempFolder.ts";

const year = 365 * 86_400_000;

function reporting(number: number, at: number): [runId: string, commits: Commit[]] {
  const run = buildRun(number);
  const { event } = run.succeeded(0);
  const report = [{ kind: "row", table: "t", row: { a: 1 } }];
  return [run.id, [run.accepted, { event: { ...event, at }, report } as Commit]];
}

test("reports stay for ever, unless a setting says how long", async () => {
  const { runs, reports, settings } = await openTestStore();
  const [old, oldCommits] = reporting(1, start);
  const [young, youngCommits] = reporting(2, start + year);
  await runs.commit([...oldCommits, ...youngCommits]);
  const clean = async (now: number) => {
    const slices: unknown[] = [];
    for await (const slice of createReportRetention({ settings, reports }).slices(now)) slices.push(slice);
    return slices;
  };
  const ids = () => reports.list({ limit: 9 }).map(({ runId }) => runId);
  expect(await clean(start + 100 * year)).toEqual([]);
  await settings.set("report_expires", 3600);
  await clean(start + 3_600_000);
  expect(ids()).toEqual([young, old]);
  await clean(start + 3_600_001);
  expect(ids()).toEqual([young]);
});

test("a setting that is no time keeps them for ever", () => {
  for (const value of [undefined, null, "1", 0, -1, true]) {
    expect(readReportExpires({ get: () => value })).toBeUndefined();
  }
  expect(readReportExpires({ get: () => 60 })).toBe(60);
});

test("a host that serves deletes expired ones", async () => {
  const clock = new FakeClock(start + year);
  const dataFolder = join(tempFolder(), "data");
  const bugs: unknown[] = [];
  const onBug = (error: unknown) => void bugs.push(error);
  const host = await openHost({ mode: "owner", dataFolder, cacheFolder: dataFolder, clock, onBug });
  try {
    const [id, commits] = reporting(1, start);
    await host.store.runs.commit(commits);
    await host.store.settings.set("report_expires", 3600);
    host.startUpkeep();
    const afterTick = () => {
      clock.advanceToNext();
      return host.services.reports.findOfRun(id);
    };
    await expect.poll(afterTick).toBeUndefined();
  } finally {
    await host.close({ graceMs: 0 });
  }
  expect(bugs).toEqual([]);
});
