import { expect, test } from "vitest";
import { openRun } from "../../../renderer/commands/openRun.ts";
import { runAlone } from "../../../renderer/commands/runCommands.ts";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";

const ended = (id: string) => ({ id, state: "SUCCESS", warning: false, acceptedAt: 0, finishedAt: 1 }) as const;

test("another run has an address of its own, and that of the run before stays behind it", async () => {
  const bench = await Bench.open(buildEditState({ a: {} }));
  const { workbench } = bench;
  bench.runs.records = ["run-1", "run-3"].map((id) => ended(id) as never);
  await openRun(workbench, { run: "run-1", application: "app" });
  expect(bench.visits).toEqual(["/applications/app?run=run-1"]);
  bench.runs.tell(ended("run-2"));
  workbench.session.openStep("id-a");
  await openRun(workbench, { run: "run-3", application: "app" });
  await openRun(workbench, { run: "run-gone", application: "app" });
  expect(bench.notices).toHaveLength(1);
  await openRun(workbench, { run: "run-4", application: "other" });
  expect(bench.visits.slice(1)).toEqual([
    "/applications/app?step=id-a&run=run-2",
    "/applications/app?step=id-a&run=run-3",
    "/applications/other?run=run-4",
  ]);
  bench.dispose();
});

test("a step runs alone on what the run that is shown left it, or on nothing", async () => {
  const bench = await Bench.open(buildEditState({ a: {} }));
  await runAlone(bench.workbench, "id-a");
  bench.runs.tell(ended("run-1"));
  bench.paint();
  bench.runs.tell(ended("run-2"));
  await runAlone(bench.workbench, "id-a");
  expect(bench.runs.started).toEqual([
    { level: 25, only: { step: "id-a", run: undefined } },
    { level: 25, only: { step: "id-a", run: "run-2" } },
  ]);
  bench.dispose();
});
