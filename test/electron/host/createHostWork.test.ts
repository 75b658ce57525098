import { expect, test } from "vitest";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import { createHostWork } from "../../../electron/host/createHostWork.ts";

function openBench(given: { STARTED?: string[]; PENDING?: string[]; enabled?: boolean[] } = {}) {
  const runs = { STARTED: given.STARTED ?? [], PENDING: given.PENDING ?? [] };
  const revoked: string[] = [];
  const ends: (() => void)[] = [];
  const client = new ApiClient(async (path) => {
    const { pathname, searchParams } = new URL(path, "app://sluice");
    if (pathname.endsWith("/schedule")) return Response.json((given.enabled ?? []).map((enabled) => ({ enabled })));
    if (pathname.endsWith("/revoke")) {
      const id = pathname.split("/").at(-2) ?? "";
      revoked.push(id);
      return id === "gone" ? Response.json({ code: "not_found" }, { status: 404 }) : Response.json({});
    }
    const state = searchParams.get("state") as keyof typeof runs;
    return Response.json({ next: null, runs: runs[state].map((id) => ({ id })) });
  });
  const work = createHostWork({ client, nextEnd: () => new Promise((resolve) => ends.push(resolve)) });
  return { work, runs, revoked, ends };
}

test("runs that wait for their queue count too", async () => {
  expect(await openBench({ STARTED: ["a"], PENDING: ["b", "c"] }).work.countRuns()).toBe(3);
});

test("only enabled schedules count", async () => {
  expect(await openBench({ enabled: [false] }).work.hasSchedules()).toBe(false);
  expect(await openBench({ enabled: [false, true] }).work.hasSchedules()).toBe(true);
});

test("stopping asks each run, also when one ended meanwhile", async () => {
  const { work, revoked } = openBench({ STARTED: ["gone", "a"], PENDING: ["b"] });
  await work.stopRuns();
  expect(revoked.sort()).toEqual(["a", "b", "gone"]);
});

test("it is idle when the last run ended, and counts again after each", async () => {
  const { work, runs, ends } = openBench({ STARTED: ["a", "b"] });
  let isIdle = false;
  const idle = work.untilIdle().then(() => {
    isIdle = true;
  });
  runs.STARTED.pop();
  ends[0]?.();
  while (ends.length < 2) await new Promise(setImmediate);
  expect(isIdle).toBe(false);
  runs.STARTED.pop();
  ends[1]?.();
  await idle;
});

test("a run that ends while they are counted is not missed", async () => {
  const { work, runs, ends } = openBench({ STARTED: ["a"] });
  const idle = work.untilIdle();
  // Before the answer of the first count is looked at.
  ends[0]?.();
  runs.STARTED.pop();
  await idle;
});
