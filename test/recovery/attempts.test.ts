import { cpSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import { killGroup, readStartTime } from "../../core/workers/processIdentity.ts";
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
const is =
  (type: RunEvent["type"], step?: string) =>
  (event: RunEvent): boolean =>
    event.type === type && (step === undefined || ("step" in event && event.step === step));

describe("an attempt that was running when the program was killed", () => {
  test.each([false, true])("never overlaps the one that follows (spinning: %s)", async (spin) => {
    const folder = recoveryFolder();
    const step = { name: "long", file: "Marks", trail: folder.trail, mark: "long", until: folder.go, spin };
    const order = { dataFolder: folder.dataFolder, stepFolder: recoverySteps, applications: [] };
    const driver = startDriver({ ...order, document: application("long", [step]) });
    await until("the first attempt lives", () => countMarks(folder, "alive") > 2);
    await driver.kill();

    const host = await openOwner(folder);
    const resumed = finishAll(host);
    await until("the second attempt lives", () => new Set(readTrail(folder).map(({ pid }) => pid)).size === 2);
    letGo(folder);
    await resumed;
    const marks = readTrail(folder);
    const [first, second] = marks.filter(({ what }) => what === "start");
    const lastOfFirst = marks.findLastIndex(({ pid }) => pid === first?.pid);
    expect(lastOfFirst).toBeLessThan(marks.findIndex(({ pid }) => pid === second?.pid));
    expect(marks.filter(({ what }) => what === "end").map(({ pid }) => pid)).toEqual([second?.pid]);
    expect(stepsOf(host, "long")).toMatchObject([{ state: "SUCCESS", attempts: 2 }]);
  });

  test.skipIf(process.platform === "win32")(
    "is ended by the next program if its process could not end itself",
    async () => {
      const folder = recoveryFolder();
      const step = { name: "long", file: "Marks", trail: folder.trail, mark: "long", until: folder.go };
      const order = { dataFolder: folder.dataFolder, stepFolder: recoverySteps, applications: [] };
      const driver = startDriver({ ...order, document: application("long", [step]) });
      await until("the first attempt lives", () => countMarks(folder, "alive") > 2);
      const pid = readTrail(folder)[0]?.pid ?? 0;
      // Stopped as a whole, it does not notice that its host is gone.
      process.kill(pid, "SIGSTOP");
      onTestFinished(() => void killGroup(pid));
      await driver.kill();
      expect(readStartTime(pid)).toBeDefined();

      const host = await openOwner(folder);
      const resumed = finishAll(host);
      await until("the second attempt lives", () => countMarks(folder, "start") === 2);
      await until("the first attempt is gone", () => readStartTime(pid) === undefined);
      letGo(folder);
      await resumed;
      expect(stepsOf(host, "long")).toMatchObject([{ state: "SUCCESS", attempts: 2 }]);
    },
  );

  test("is attempted again, and a step that had ended is not", async () => {
    const folder = recoveryFolder();
    const { trail, go } = folder;
    const document = application("chain", [
      { name: "first", file: "Marks", trail, mark: "first", output_to: ["second"] },
      { name: "second", file: "Marks", trail, mark: "second", until: go, output_to: ["third"] },
      { name: "third", file: "Marks", trail, mark: "third" },
    ]);
    const driver = startDriver({
      dataFolder: folder.dataFolder,
      stepFolder: recoverySteps,
      applications: [],
      document,
    });
    await until("the second step runs", () => countMarks(folder, "start", "second") === 1);
    await driver.kill();
    letGo(folder);
    const host = await openOwner(folder);
    await finishAll(host);
    const starts = readTrail(folder).filter(({ what }) => what === "start");
    expect(starts.map(({ mark }) => mark)).toEqual(["first", "second", "second", "third"]);
    expect(stepsOf(host, "chain").map(({ state, attempts }) => [state, attempts])).toEqual([
      ["SUCCESS", 1],
      ["SUCCESS", 2],
      ["SUCCESS", 1],
    ]);
  });

  test("fails after three recoveries if it ends the program each time", async () => {
    const folder = recoveryFolder();
    const document = application("poison", [{ name: "bad", file: "Poison", trail: folder.trail }]);
    const order = { dataFolder: folder.dataFolder, stepFolder: recoverySteps, applications: [] };
    const ends = [await startDriver({ ...order, document }).gone];
    for (let start = 0; start < 3; start += 1) ends.push(await startDriver(order).gone);
    expect(ends).toEqual(["SIGKILL", "SIGKILL", "SIGKILL", 0]);
    const host = await openOwner(folder);
    expect(host.services.queries.list({ limit: 10 })).toMatchObject([{ state: "FAILURE" }]);
    expect(stepsOf(host, "poison")).toMatchObject([
      { state: "FAILURE", attempts: 3, error: { exception: "RecoveryLimitException", attempt: 3 } },
    ]);
    expect(countMarks(folder, "start")).toBe(3);
    expect(await host.resume()).toEqual([]);
  });

  test("keeps each log line that was told before", async () => {
    const folder = recoveryFolder();
    const document = application("lines", [{ name: "one", file: "LogsLines" }]);
    const driver = startDriver({
      dataFolder: folder.dataFolder,
      stepFolder: recoverySteps,
      applications: [],
      document,
    });
    await driver.event((event) => event.type === "step.log" && event.message === "line 40");
    await driver.kill();
    const told = driver.events.flatMap((event) => (event.type === "step.log" ? [[event.seq, event.message]] : []));
    const host = await openOwner(folder);
    const [run] = host.services.queries.list({ limit: 1 });
    const kept = host.services.queries
      .logs(run?.id ?? "", { limit: 1_000_000 })
      .map((line) => [line.seq, line.message]);
    expect(told.length).toBeGreaterThanOrEqual(40);
    expect(kept.slice(0, told.length)).toEqual(told);
  });
});

test("a worker that is killed fails its attempt and nothing else", async () => {
  const folder = recoveryFolder();
  const { trail, go } = folder;
  const host = await openOwner(folder);
  const { run } = await host.runs.start({
    name: "two",
    document: application("two", [
      { name: "victim", file: "Marks", trail, mark: "victim", until: go, retry_max: 1, retry_countdown: 0 },
      { name: "beside", file: "Marks", trail, mark: "beside", until: go },
      { name: "last", file: "Marks", trail, mark: "last", until: go },
    ]),
    parameters: {},
    logLevel: 20,
    triggeredBy: { kind: "USER" },
  });
  const errors: unknown[] = [];
  host.subscribe((event) => event.type === "step.retry" && errors.push([event.step, event.error.exception]));
  const retried = new Promise<void>((resolve) => host.subscribe((event) => event.type === "step.retry" && resolve()));
  await until("all run", () => countMarks(folder, "start") === 3);
  process.kill(readTrail(folder).find(({ mark }) => mark === "victim")?.pid ?? 0, "SIGKILL");
  await retried;
  letGo(folder);
  expect(await host.runs.finished(run.id)).toMatchObject({ state: "SUCCESS" });
  expect(errors).toEqual([["victim", "WorkerKilledException"]]);
  expect(stepsOf(host, "two").map(({ name, attempts }) => [name, attempts])).toEqual([
    ["victim", 2],
    ["beside", 1],
    ["last", 1],
  ]);
});

describe("a retry that waits", () => {
  const retrying = ({ root }: { root: string }) =>
    application("retrying", [
      { name: "retried", file: "Changing", failed: join(root, "failed"), retry_max: 1, retry_countdown: 3600 },
    ]);
  const classOf = (version: number): string => `
    import { existsSync, writeFileSync } from "node:fs";
    import { BaseStep, text } from "sluice";
    import { version } from "./lib/version.ts";
    export default class Changing extends BaseStep.with({ failed: text({ required: true }) }) {
      execute() {
        const failed = this.getParameter("failed");
        if (!existsSync(failed)) {
          writeFileSync(failed, "");
          throw new Error("the first attempt fails");
        }
        this.saveDataForNextStep([${version}, version]);
      }
    }`;

  /** A folder of step classes that a test may change. */
  function classFolder(root: string): { stepFolder: string; write(version: number): void; remove(): void } {
    const stepFolder = join(root, "my steps");
    cpSync(recoverySteps, stepFolder, { recursive: true });
    cpSync(recoverySteps, join(stepFolder, "lib"), { recursive: true });
    const write = (version: number): void => {
      writeFileSync(join(stepFolder, "Changing.ts"), classOf(version));
      writeFileSync(join(stepFolder, "lib", "version.ts"), `export const version = ${version};\n`);
    };
    write(1);
    const remove = (): void => rmSync(stepFolder, { recursive: true });
    return { stepFolder, write, remove };
  }

  test.each(["edited", "deleted"])(
    "uses the class as it was when the run was accepted, though it was %s",
    async (how) => {
      const folder = recoveryFolder();
      const classes = classFolder(folder.root);
      const host = await openOwner(folder, classes);
      const waiting = new Promise<void>((resolve) =>
        host.subscribe((event) => event.type === "step.retry" && resolve()),
      );
      const { run } = await host.runs.start({
        name: "retrying",
        document: retrying(folder),
        parameters: {},
        logLevel: 20,
        triggeredBy: { kind: "USER" },
      });
      await waiting;
      if (how === "edited") classes.write(2);
      else classes.remove();
      await host.engine.retryNow(stepsOf(host, "retrying")[0]?.id ?? "");
      expect(await host.runs.finished(run.id)).toMatchObject({ state: "SUCCESS" });
      expect(host.services.queries.result(run.id).steps).toMatchObject([{ data: [1, 1], attempts: 2 }]);
    },
  );

  test.each(["edited", "deleted", "deleted with what was compiled"])(
    "survives a kill with its due time and its class, though that was %s",
    async (how) => {
      const folder = recoveryFolder();
      const classes = classFolder(folder.root);
      const { dataFolder } = folder;
      const document = retrying(folder);
      const driver = startDriver({ dataFolder, stepFolder: classes.stepFolder, applications: [], document });
      const told = await driver.event(is("step.retry"));
      await driver.kill();
      if (how === "edited") classes.write(2);
      else classes.remove();
      const compiled = join(dataFolder, "classes");
      if (how.endsWith("compiled"))
        for (const name of readdirSync(compiled)) rmSync(join(compiled, name), { recursive: true });

      const early = await openOwner(folder);
      expect(await early.resume()).toHaveLength(1);
      const [waiting] = stepsOf(early, "retrying");
      expect(waiting).toMatchObject({ state: "RETRY", attempts: 1 });
      expect(waiting?.retryAt).toBe(told.type === "step.retry" ? told.retryAt : undefined);
      expect(waiting?.retryAt).toBe(told.at + hour);
      await early.close({ graceMs: 0 });

      const late = await openOwner(folder, { clock: movedClock(hour) });
      await finishAll(late);
      const [run] = late.services.queries.list({ limit: 1 });
      expect(late.services.queries.result(run?.id ?? "")).toMatchObject({
        state: "SUCCESS",
        steps: [{ data: [1, 1], attempts: 2 }],
      });
    },
  );
});
