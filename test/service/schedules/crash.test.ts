import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { OverlapRule } from "../../../core/model/Schedule.ts";
import { tempFolder } from "../../support/tempFolder.ts";
import { addApplication } from "../openTestHost.ts";
import type { Order } from "./driver.ts";
import { cron, quick, ScheduleBench } from "./ScheduleBench.ts";

const due = ["10:00", "11:00", "12:00", "13:00"];

/** Runs the driver until it dies; resolves with the signal that ended it. */
async function dieIn(order: Order): Promise<NodeJS.Signals | null> {
  const driver = fileURLToPath(new URL("driver.ts", import.meta.url));
  const child = spawn(process.execPath, [driver, JSON.stringify(order)], { stdio: ["ignore", "inherit", "inherit"] });
  const [, signal] = await once(child, "close");
  return signal;
}

async function prepare(overlap: OverlapRule): Promise<string> {
  const dataFolder = join(tempFolder(), "data");
  const bench = await ScheduleBench.open({ at: "2026-01-01T09:30:00Z", dataFolder });
  await addApplication(bench.host, quick);
  await bench.add("hourly", { times: cron("0 * * * *"), missed: "all", overlap });
  await bench.close();
  return dataFolder;
}

async function lookAfter(dataFolder: string): Promise<{ firings: string[]; runs: number }> {
  const bench = await ScheduleBench.open({ at: "2026-01-01T13:30:00Z", dataFolder });
  await bench.host.resume();
  await bench.start();
  expect(bench.bugs).toEqual([]);
  expect(bench.next("hourly")).toBe("2026-01-01T14:00");
  return { firings: bench.firings("hourly").map((line) => line.slice(11)), runs: bench.runs().length };
}

it.each([
  { when: "before", count: 1, overlap: "allow" },
  { when: "after", count: 1, overlap: "allow" },
  { when: "before", count: 3, overlap: "allow" },
  { when: "after", count: 3, overlap: "allow" },
  { when: "before", count: 2, overlap: "queue" },
  { when: "after", count: 2, overlap: "queue" },
] as const)(
  "a program that is killed $when commit $count of a run loses and doubles no firing (overlap: $overlap)",
  async ({ overlap, ...death }) => {
    const dataFolder = await prepare(overlap);
    expect(await dieIn({ dataFolder, at: "2026-01-01T13:30:00Z", death })).toBe("SIGKILL");
    expect(await lookAfter(dataFolder)).toEqual({ firings: due.map((time) => `${time} started`), runs: 4 });
  },
);
