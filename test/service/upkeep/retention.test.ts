import { join } from "node:path";
import { expect, test } from "vitest";
import { openHost } from "../../../core/host.ts";
import { readResultExpires } from "../../../core/service/upkeep/createRetention.ts";
import { buildRun, start } from "../../store/buildRun.ts";
import { FakeClock } from "../../support/FakeClock.ts";
import { tempFolder } from "../../support/tempFolder.ts";

const hour = 3_600_000;

test("a host deletes runs whose time is over, and never a kept one", async () => {
  const clock = new FakeClock(start + 23 * hour);
  const dataFolder = join(tempFolder(), "data");
  const bugs: unknown[] = [];
  const host = await openHost({
    mode: "owner",
    dataFolder,
    cacheFolder: dataFolder,
    clock,
    onBug: (error) => bugs.push(error),
  });
  try {
    const [old, kept, young] = [buildRun(1), buildRun(2), buildRun(3)];
    await host.store.runs.commit([old.accepted, kept.accepted, young.accepted]);
    await host.store.runs.commit([old.ended(), kept.ended(), young.ended("SUCCESS", start + 20 * hour)]);
    await host.runs.keep(kept.id, true);
    const ids = () => host.services.queries.list({ limit: 10 }).map(({ id }) => id);
    const idsAfterTick = () => {
      clock.advanceToNext();
      return ids();
    };
    host.startUpkeep();
    clock.advanceToNext();
    expect(ids()).toHaveLength(3);
    clock.advance(2 * hour);
    await expect.poll(idsAfterTick).toEqual([young.id, kept.id]);
    await host.store.settings.set("result_expires", 3600);
    await expect.poll(idsAfterTick).toEqual([kept.id]);
  } finally {
    await host.close({ graceMs: 0 });
  }
  expect(bugs).toEqual([]);
});

test("a setting that is no time counts as none", () => {
  for (const value of [undefined, null, "1", 0, -1, true]) {
    expect(readResultExpires({ get: () => value })).toBe(24 * 3600);
  }
  expect(readResultExpires({ get: () => 60 })).toBe(60);
});
