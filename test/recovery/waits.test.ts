import { describe, expect, test } from "vitest";
import type { Death } from "./driver.ts";
import {
  application,
  countMarks,
  finishAll,
  letGo,
  movedClock,
  openOwner,
  readTrail,
  recoveryFolder,
  recoverySteps,
  stepsOf,
  until,
} from "./recoveryFolder.ts";
import { startDriver } from "./startDriver.ts";

const hour = 3_600_000;

describe("a run that waits for other runs", () => {
  const moments: { moment: string; death: Death }[] = [
    { moment: "before its wait and the runs are stored", death: { when: "before", type: "step.waiting" } },
    { moment: "when its wait and the runs are stored", death: { when: "after", type: "step.waiting" } },
    { moment: "when the first of them has begun", death: { when: "after", type: "step.started", step: "work" } },
    { moment: "when one of them has ended", death: { when: "after", type: "run.finished" } },
    { moment: "when all of them have ended", death: { when: "after", type: "run.finished", skip: 2 } },
    { moment: "before it is told that they ended", death: { when: "before", type: "step.awoken" } },
    { moment: "when it is told that they ended", death: { when: "after", type: "step.awoken" } },
    { moment: "before its end is stored", death: { when: "before", type: "step.finished", step: "fan" } },
  ];

  test.each(moments)("starts none twice if the program is killed $moment", async ({ death }) => {
    const folder = recoveryFolder();
    const { dataFolder, trail } = folder;
    const child = application("child", [
      { name: "work", file: "Marks", trail, mark: "work", output_to: ["rest"] },
      { name: "rest", file: "Marks", trail, mark: "rest" },
    ]);
    const fan = { name: "fan", file: "FansOut", application: "child", count: 3, trail };
    const document = application("parent", [fan]);
    const driver = startDriver({ dataFolder, stepFolder: recoverySteps, applications: [child], document, death });
    expect(await driver.gone).toBe("SIGKILL");

    const host = await openOwner(folder);
    await finishAll(host);
    const { queries } = host.services;
    const children = queries.list({ limit: 100, appName: "child" });
    const parents = queries.list({ limit: 100, appName: "parent" });
    expect(children.map(({ state }) => state)).toEqual(["SUCCESS", "SUCCESS", "SUCCESS"]);
    expect(parents.map(({ state }) => state)).toEqual(["SUCCESS"]);
    expect(queries.result(parents[0]?.id ?? "").steps).toMatchObject([{ data: ["SUCCESS", "SUCCESS", "SUCCESS"] }]);
    const attempts = children.flatMap(({ id }) => queries.stepRuns(id).map((step) => step.attempts));
    const recovered = host.store.reader
      .events({ after: 0, limit: 100_000 })
      .flatMap((event) => (event.type === "step.recovered" && event.step !== "fan" ? [event.step] : []));
    expect(attempts.reduce((sum, count) => sum + count, 0)).toBe(6 + recovered.length);
    expect(countMarks(folder, "start")).toBeLessThanOrEqual(6 + recovered.length);
    // Only the step that asks may have run twice before the wait was stored.
    const asked = death.when === "before" && death.type === "step.waiting" ? 2 : 1;
    expect(countMarks(folder, "asked")).toBe(asked);
  });

  test("finds the run again that it triggered without waiting", async () => {
    const folder = recoveryFolder();
    const { dataFolder, trail } = folder;
    const child = application("child", [{ name: "work", file: "Marks", trail, mark: "work" }]);
    const document = application("parent", [{ name: "trigger", file: "Triggers", application: "child", trail }]);
    const death: Death = { when: "before", type: "step.finished", step: "trigger" };
    const driver = startDriver({ dataFolder, stepFolder: recoverySteps, applications: [child], document, death });
    expect(await driver.gone).toBe("SIGKILL");
    const host = await openOwner(folder);
    await finishAll(host);
    const children = host.services.queries.list({ limit: 100, appName: "child" });
    expect(children).toMatchObject([{ state: "SUCCESS" }]);
    const named = readTrail(folder).flatMap(({ mark, what }) => (mark === "trigger" && what !== "start" ? [what] : []));
    expect(named).toEqual([children[0]?.id, children[0]?.id]);
  });
});

test("an approval that is waited for survives a kill", async () => {
  const folder = recoveryFolder();
  const document = application("asks", [{ name: "ask", file: "Asks" }]);
  const driver = startDriver({ dataFolder: folder.dataFolder, stepFolder: recoverySteps, applications: [], document });
  await driver.event((event) => event.type === "step.waiting");
  await driver.kill();
  const host = await openOwner(folder);
  expect(await host.resume()).toHaveLength(1);
  const [step] = stepsOf(host, "asks");
  expect(step).toMatchObject({ state: "WAITING", wait: { kind: "approval", title: "Go on?" } });
  await host.engine.approve(step?.id ?? "", { approved: true, by: "a person", comment: "yes" });
  const record = await host.runs.finished(step?.runId ?? "");
  expect(record.state).toBe("SUCCESS");
  const data = { kind: "approval", approved: true, by: "a person", comment: "yes" };
  expect(host.services.queries.result(record.id).steps).toMatchObject([{ data, attempts: 2 }]);
});

test("a moment that is waited for survives a kill", async () => {
  const folder = recoveryFolder();
  const moment = Date.now() + hour;
  const document = application("asks", [{ name: "ask", file: "Asks", until: moment }]);
  const driver = startDriver({ dataFolder: folder.dataFolder, stepFolder: recoverySteps, applications: [], document });
  await driver.event((event) => event.type === "step.waiting");
  await driver.kill();
  const early = await openOwner(folder);
  expect(await early.resume()).toHaveLength(1);
  expect(stepsOf(early, "asks")).toMatchObject([{ state: "WAITING", wait: { kind: "until", until: moment } }]);
  await early.close({ graceMs: 0 });
  const late = await openOwner(folder, { clock: movedClock(hour) });
  await finishAll(late);
  expect(stepsOf(late, "asks")).toMatchObject([{ state: "SUCCESS", attempts: 2 }]);
});

test("a wait that was over before the kill resumes at once", async () => {
  const folder = recoveryFolder();
  const { dataFolder, trail, go } = folder;
  const document = application("asks", [
    { name: "ask", file: "Asks", until: Date.now(), output_to: ["after"] },
    { name: "after", file: "Marks", trail, mark: "after", until: go },
  ]);
  const driver = startDriver({ dataFolder, stepFolder: recoverySteps, applications: [], document });
  await until("the step after it runs", () => countMarks(folder, "start") === 1);
  await driver.kill();
  letGo(folder);
  const host = await openOwner(folder);
  await finishAll(host);
  expect(stepsOf(host, "asks").map(({ state, attempts }) => [state, attempts])).toEqual([
    ["SUCCESS", 2],
    ["SUCCESS", 2],
  ]);
});
