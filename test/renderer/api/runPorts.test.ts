import { expect, onTestFinished, test } from "vitest";
import type { StepRunRecord } from "../../../core/model/RunRecord.ts";
import type { RunShown } from "../../../renderer/state/ports/RunPort.ts";
import { openWindows } from "../support/openWindows.ts";

test("a run shows its steps as they go, until the end", async () => {
  const { windows } = await openWindows("one");
  const runs = windows[0]?.ports.openRuns("flow");
  if (runs === undefined) throw new Error("no window");
  const states: string[] = [];
  const steps = new Map<string, StepRunRecord>();
  const ended = Promise.withResolvers<RunShown>();
  onTestFinished(
    runs.subscribe({
      onRun(run) {
        states.push(run.state);
        if (run.state === "SUCCESS") ended.resolve(run);
      },
      onSteps: (records) => records.map((record) => steps.set(record.name, record)),
    }),
  );
  await runs.start({ level: 25 });
  expect((await ended.promise).warning).toBe(false);
  expect(states[0]).toBe("PENDING");
  expect(steps.get("a")).toMatchObject({ state: "SUCCESS", attempts: 1, data: { kind: "value" } });
  expect(steps.get("b")).toMatchObject({ state: "SUCCESS" });
  expect(steps.get("b")?.finishedAt).toBeGreaterThan(1_700_000_000_000);
});

test("a run tells the turns of its steps and its report, while it goes on and after it", async () => {
  const { client, windows } = await openWindows("one");
  const ports = windows[0]?.ports;
  if (ports === undefined) throw new Error("no window");
  const code = [
    "export default async function (_input, step) {",
    "  step.report.addRow({ table: 'Parcels', row: { id: 7, to: 'Oslo' } });",
    "}",
  ].join("\n");
  const steps = [
    { name: "reports", file: "Script", code, output_to: ["tries"] },
    { name: "tries", file: "Script", code: "throw new Error('not yet');", retry_max: 1, retry_countdown: 0 },
  ];
  await client.call("saveApplication", {
    body: { name: "report", generate_report: true, app_variables: [], steps },
  });
  const task = await client.call("runApplicationByName", {
    params: { name: "report" },
    query: { wait: 30 },
    body: undefined as never,
  });
  const turns: string[] = [];
  const seen = Promise.withResolvers<void>();
  onTestFinished(
    ports.openRuns("report").followMoments(task.id, ({ kind, attempt }) => {
      turns.push(`${kind} ${attempt}`);
      if (turns.length === 4) seen.resolve();
    }),
  );
  await seen.promise;
  expect(turns).toEqual(["started 1", "started 1", "failed 1", "started 2"]);
  expect(await ports.reports.read(task.id)).toMatchObject([
    { name: "Parcels", columns: [{ column: "id" }, { column: "to" }], subTables: [{ dataKey: undefined }] },
  ]);
  expect(await ports.reports.read("isapp-none")).toBeUndefined();
  const file = await client.send("exportReport", { params: { report_id: task.id }, query: { format: "csv" } });
  expect(new URL(file.url).pathname).toBe(ports.reports.fileAddress(task.id, "csv").split("?")[0]);

  await ports.openRuns("report").start({ level: 10, queue: "slow", parameters: { city: "Oslo" } });
  const { runs } = await client.call("listRuns", { query: { queue: "slow" } });
  expect(runs).toMatchObject([{ queue: "slow", log_level: 10, state: "PENDING" }]);
  const waiting = await client.call("getTask", { params: { task_id: runs[0]?.id ?? "" } });
  expect(waiting).toMatchObject({ app_vars: { city: "Oslo" } });
});

test("a waiting retry begins at once when asked, and runs that a step started know where they come from", async () => {
  const { client, windows } = await openWindows("one");
  const ports = windows[0]?.ports;
  if (ports === undefined) throw new Error("no window");
  const steps = [
    { name: "starts", file: "TriggerApplication", application: "flow" },
    { name: "tries", file: "Script", code: "throw new Error('no');", retry_max: 1, retry_countdown: 100_000 },
  ];
  await client.call("saveApplication", { body: { name: "parent", app_variables: [], steps } });
  const runs = ports.openRuns("parent");
  const waits = Promise.withResolvers<StepRunRecord>();
  const started = Promise.withResolvers<StepRunRecord>();
  const ended = Promise.withResolvers<RunShown>();
  onTestFinished(
    runs.subscribe({
      onRun: (run) => run.state === "FAILURE" && ended.resolve(run),
      onSteps(records) {
        for (const record of records) {
          if (record.state === "RETRY") waits.resolve(record);
          if (record.name === "starts" && record.state === "SUCCESS") started.resolve(record);
        }
      },
    }),
  );
  await runs.start({ level: 25 });
  const retry = await waits.promise;
  await runs.tryNow({ run: retry.runId, stepRun: retry.id });
  await expect(runs.decide({ run: retry.runId, stepRun: retry.id }, { approved: true, comment: "" })).rejects.toThrow();
  expect(await ended.promise).toMatchObject({ queue: "default" });

  const starter = await started.promise;
  const children = await runs.children({ run: starter.runId, stepRun: starter.id }, { limit: 20 });
  // Nobody waits for it: it may be in any state.
  expect(Object.values(children.counts)).toEqual([1]);
  expect(children.runs).toMatchObject([{ index: 0, run: { appName: "flow" } }]);
  expect(await runs.children({ run: retry.runId, stepRun: retry.id }, { limit: 20 })).toEqual({ counts: {}, runs: [] });
  const shown: RunShown[] = [];
  const child = ports.openRuns("flow");
  onTestFinished(child.subscribe({ onRun: (run) => shown.push(run), onSteps: () => undefined }));
  await child.show(children.runs[0]?.run.id ?? "");
  expect(shown.at(-1)?.parent).toEqual({ run: starter.runId, application: "parent", step: "starts" });
  expect([await runs.queue("default"), await runs.queue("none")]).toEqual([
    { capacity: 5, running: expect.any(Number) },
    undefined,
  ]);
});

test("a run to a step and one from it, the list of runs, and what a step saved", async () => {
  const { windows } = await openWindows("one");
  const ports = windows[0]?.ports;
  if (ports === undefined) throw new Error("no window");
  const [a = "", b = ""] = (await ports.openDraft("flow").load()).state.stepIds;
  const runs = ports.openRuns("flow");
  let shown = "";
  let end = Promise.withResolvers<string>();
  const steps = new Map<string, StepRunRecord>();
  onTestFinished(
    runs.subscribe({
      onRun(run) {
        if (run.id !== shown) steps.clear();
        shown = run.id;
        if (run.state === "SUCCESS") end.resolve(run.id);
      },
      onSteps: (records) => records.map((record) => steps.set(record.name, record)),
    }),
  );
  await runs.start({ level: 25, to: [a] });
  const first = await end.promise;
  expect([...steps.keys()]).toEqual(["a"]);
  const place = { run: first, stepRun: steps.get("a")?.id ?? "" };
  expect(await ports.stepData.page(place, { path: [], from: 0, limit: 10 })).toMatchObject({ kind: "value", value: 1 });
  expect(await ports.stepData.schema(place)).toEqual({ type: "integer" });
  expect(await ports.stepData.search(place, { text: "1", path: [] })).toEqual({
    found: [{ path: [], in: "value", value: 1 }],
    next: undefined,
  });
  end = Promise.withResolvers<string>();
  await runs.start({ level: 25, from: { run: first, steps: [b] } });
  const second = await end.promise;
  expect(steps.get("a")?.reusedFrom).toBe(place.stepRun);
  expect(await ports.stepData.diff({ run: second, stepRun: "a" }, { with: first })).toEqual({
    found: [],
    next: undefined,
  });
  await runs.show(first);
  expect([shown, [...steps.keys()]]).toEqual([first, ["a"]]);
  await expect(runs.show("isapp-none")).rejects.toThrow("There is no run");
  expect(shown).toBe(first);
  expect((await runs.recent()).map(({ id, state }) => [id, state])).toEqual([
    [second, "SUCCESS"],
    [first, "SUCCESS"],
  ]);
  expect(ports.stepData.fileAddress(place, ["x y"])).toBe(
    `/api/v1/runs/${first}/steps/${place.stepRun}/file?path=%24%5B%22x%20y%22%5D`,
  );
});

test("one step is tried out alone, with typed data, and its log is read", async () => {
  const { windows } = await openWindows("one");
  const ports = windows[0]?.ports;
  if (ports === undefined) throw new Error("no window");
  const [a = "", b = ""] = (await ports.openDraft("flow").load()).state.stepIds;
  const runs = ports.openRuns("flow");
  const run = await runs.testStep(b, { level: 10, usesPins: false, data: { [a]: { typed: true } } });
  const ended = Promise.withResolvers<StepRunRecord>();
  onTestFinished(
    runs.followStep({ run, step: b }, (record) => record.finishedAt !== undefined && ended.resolve(record)),
  );
  expect(await ended.promise).toMatchObject({ name: "b", state: "SUCCESS", stepId: b });
  const lines = await ports.log.read({ run, step: "b", level: "debug" }, { after: 0, limit: 100 });
  expect(lines.map(({ message, step }) => [message, step])).toContainEqual(["x", "b"]);
  expect(await ports.log.read({ run, level: "critical" }, { after: 0, limit: 100 })).toEqual([]);
});
