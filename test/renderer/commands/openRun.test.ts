import { expect, test } from "vitest";
import { openRun } from "../../../renderer/commands/openRun.ts";
import { runAlone } from "../../../renderer/commands/runCommands.ts";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";

const ended = (id: string) => ({ id, state: "SUCCESS", warning: false, acceptedAt: 0, finishedAt: 1 }) as const;

test("a run is gone to by its address, which keeps the step whose panel is open", async () => {
  const bench = await Bench.open(buildEditState({ a: {} }));
  const { workbench } = bench;
  openRun(workbench, { run: "run-1", application: "app" });
  bench.runs.tell(ended("run-2"));
  workbench.session.openStep("id-a");
  openRun(workbench, { run: "run-2", application: "app" });
  openRun(workbench, { run: "run-3", application: "app" });
  openRun(workbench, { run: "run-4", application: "other" });
  expect(bench.visits).toEqual([
    "/applications/app?run=run-1",
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
