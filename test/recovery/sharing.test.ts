import { expect, onTestFinished, test } from "vitest";
import { SluiceError } from "../../core/base/SluiceError.ts";
import { openHost } from "../../core/host.ts";
import {
  application,
  countMarks,
  letGo,
  openOwner,
  recoveryFolder,
  recoverySteps,
  stepsOf,
  until,
} from "./recoveryFolder.ts";
import { startDriver } from "./startDriver.ts";

test("a second owner is refused with the name of the first, and a reader beside it sees the run go on", async () => {
  const folder = recoveryFolder();
  const { dataFolder, trail, go } = folder;
  const document = application("live", [
    { name: "first", file: "Marks", trail, mark: "first", output_to: ["second"] },
    { name: "second", file: "Marks", trail, mark: "second", until: go },
  ]);
  const driver = startDriver({ dataFolder, stepFolder: recoverySteps, applications: [], document });
  await until("the second step runs", () => countMarks(folder, "start", "second") === 1);

  const refusal = await openOwner(folder).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "data_folder_in_use", details: { pid: driver.pid } });
  expect(String(refusal)).toContain(`process ${driver.pid}`);

  const reader = await openHost({ dataFolder, cacheFolder: `${dataFolder} cache`, mode: "reader", onBug: () => {} });
  onTestFinished(() => reader.close());
  const { queries } = reader.services;
  const [run] = queries.list({ limit: 1 });
  const states = () => queries.stepRuns(run?.id ?? "").map(({ state }) => state);
  const lines = () => queries.logs(run?.id ?? "", { limit: 100 }).map(({ message }) => message);
  expect([run?.state, states()]).toEqual(["STARTED", ["SUCCESS", "STARTED"]]);
  await until("the line of the running step is there", () => lines().includes("second began"));
  letGo(folder);
  expect(await driver.gone).toBe(0);
  expect([queries.get(run?.id ?? "").state, states()]).toEqual(["SUCCESS", ["SUCCESS", "SUCCESS"]]);
});

test("a run whose end cannot be stored is not reported as ended, and the program goes on", async () => {
  const folder = recoveryFolder();
  const { trail, go } = folder;
  const host = await openOwner(folder);
  const { runs: store } = host.store;
  const commit = store.commit.bind(store);
  let isFull = true;
  store.commit = async (items) => {
    const isEnd = items.some(({ event }) => event.type === "step.finished" && event.step === "last");
    if (isEnd && isFull) throw new SluiceError("data_folder_broken", "There is no space left");
    return commit(items);
  };
  const start = async (name: string, steps: Parameters<typeof application>[1]) => {
    const request = { name, document: application(name, steps), parameters: {}, logLevel: 20 };
    return (await host.runs.start({ ...request, triggeredBy: { kind: "USER" } })).run.id;
  };
  const other = await start("other", [{ name: "beside", file: "Marks", trail, mark: "beside", until: go }]);
  const run = await start("full", [
    { name: "first", file: "Marks", trail, mark: "first", output_to: ["last"] },
    { name: "last", file: "Marks", trail, mark: "last" },
  ]);
  await expect(host.runs.finished(run)).rejects.toMatchObject({ code: "data_folder_broken" });
  expect(host.services.queries.get(run)).toMatchObject({ state: "STARTED", finishedAt: undefined });
  expect(stepsOf(host, "full").map(({ state }) => state)).toEqual(["SUCCESS", "STARTED"]);

  expect(await host.runs.finished(await start("next", [{ name: "one", file: "Asks", until: 1 }]))).toMatchObject({
    state: "SUCCESS",
  });
  isFull = false;
  expect(await host.resume()).toEqual([run]);
  expect(await host.runs.finished(run)).toMatchObject({ state: "SUCCESS" });
  // What ran all the time was not disturbed.
  letGo(folder);
  expect(await host.runs.finished(other)).toMatchObject({ state: "SUCCESS" });
  expect(stepsOf(host, "other")).toMatchObject([{ attempts: 1 }]);
  expect([countMarks(folder, "start", "first"), countMarks(folder, "start", "last")]).toEqual([1, 2]);
});
