import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { killSurvivor, readStartTime } from "../../core/workers/processIdentity.ts";
import { FakeClock } from "../support/FakeClock.ts";
import { WorkerBench } from "../support/WorkerBench.ts";

describe("the pool of workers", () => {
  let bench: WorkerBench;
  const journal: string[] = [];
  beforeEach(async () => {
    journal.length = 0;
    bench = await WorkerBench.create({
      memoryMb: 128,
      idle: { keep: 1, keepMs: 60_000, excessMs: 100 },
      async recordWorker(pid, startTime) {
        journal.push(startTime === readStartTime(pid) ? "recorded" : "wrong start time");
      },
      forgetWorker: () => journal.push("forgotten"),
    });
  });
  afterEach(() => bench.close());

  const pidOf = async (environment = "own"): Promise<number> => {
    const { data } = await bench.run("goodSteps/TellsSurroundings", { environment });
    return (data as { pid: number }).pid;
  };

  it("uses one process again and again, one attempt at a time", async () => {
    const pids = [await pidOf(), await pidOf(), await pidOf()];
    expect(new Set(pids).size).toBe(1);
    const slow = { parameters: { wait: 300 } };
    await Promise.all([bench.run("goodSteps/Echo", slow), bench.run("goodSteps/Echo", slow)]);
    expect(bench.pool.pids().length).toBe(2);
  });

  it("never shares a process between environments", async () => {
    expect(await pidOf("own")).not.toBe(await pidOf("pack@1.0.0"));
  });

  it("journals a process before its first attempt and forgets it when it is gone", async () => {
    await pidOf();
    expect(journal).toEqual(["recorded"]);
    await bench.pool.close();
    expect(journal).toEqual(["recorded", "forgotten"]);
  });

  it("starts processes ahead and hands them out", async () => {
    bench.pool.warm("own", 1);
    await expect.poll(() => journal).toEqual(["recorded"]);
    const [pid] = bench.pool.pids();
    expect(await pidOf()).toBe(pid);
    bench.pool.warm("own", 1);
    expect(bench.pool.pids()).toEqual([pid]);
  });

  it("reads any number of manifests with few processes", async () => {
    const reference = await bench.compile("goodSteps/Echo");
    const manifests = await Promise.all(Array.from({ length: 12 }, () => bench.pool.describe(reference)));
    expect(manifests.map(({ file }) => file)).toEqual(Array(12).fill("Echo"));
    expect(bench.events.filter(({ kind }) => kind === "started").length).toBeLessThanOrEqual(2);
  });

  it("reads the manifests of one pack while those of another hang", async () => {
    const hanging = await bench.compile("badSteps/HangsOnImport");
    const slow = [1, 2].map(() => bench.pool.describe({ ...hanging, syncpack: "slow" }).catch(() => "ended"));
    await expect.poll(() => bench.pool.list().map(({ state }) => state), { timeout: 30_000 }).toEqual(["busy", "busy"]);
    const reference = await bench.compile("goodSteps/Echo");
    expect((await bench.pool.describe({ ...reference, syncpack: "other" })).file).toBe("Echo");
    await Promise.all(slow);
  });

  it("keeps few idle processes", async () => {
    await Promise.all([pidOf(), pidOf(), pidOf()]);
    await expect.poll(() => bench.pool.pids().length, { timeout: 5_000 }).toBe(1);
  });

  it("says what each process runs, and how many had to be replaced", async () => {
    const slow = await bench.start("goodSteps/Echo", { parameters: { wait: 60_000 }, runId: "run", stepName: "slow" });
    await expect.poll(() => bench.pool.list()[0]?.state).toBe("busy");
    const [pid] = bench.pool.pids();
    const task = { application: "App", runId: "run", stepRunId: "step-run", step: "slow" };
    expect(bench.pool.list()).toEqual([{ pid, environment: "own", state: "busy", task }]);
    expect(bench.pool.restarts()).toBe(0);
    process.kill(pid ?? 0, "SIGKILL");
    expect((await slow.ended).outcome.kind).toBe("failure");
    await expect.poll(() => bench.pool.restarts()).toBe(1);
    await bench.run("badSteps/LeavesTimer");
    await expect.poll(() => bench.pool.restarts(), { timeout: 5_000 }).toBe(2);
    await bench.run("goodSteps/Echo");
    await expect.poll(() => bench.pool.list().map(({ state }) => state)).toContain("idle");
    expect(bench.pool.restarts()).toBe(2);
  });

  it("gives a step nothing of the host's environment but what programs need", async () => {
    process.env.SLUICE_KEY = "do not pass on";
    process.env.NODE_OPTIONS = "--no-warnings";
    try {
      const { data } = await bench.run("goodSteps/TellsSurroundings");
      const names = Object.keys((data as { env: object }).env);
      expect(names).toContain("PATH");
      const allowed = /^(PATH|HOME|USER|LANG|LANGUAGE|LC_.*|TZ|TMPDIR|NODE_EXTRA_CA_CERTS|SSL_CERT_.*|.*_PROXY)$/i;
      expect(names.filter((name) => !allowed.test(name))).toEqual([]);
    } finally {
      delete process.env.SLUICE_KEY;
      delete process.env.NODE_OPTIONS;
    }
  });

  it("fires the signal of a revoked attempt and kills it after the grace time", async () => {
    const attempt = await bench.start("badSteps/IgnoresAbort");
    const [pid = 0] = bench.pool.pids();
    const messages = () => attempt.logs.map((line) => line.message);
    await expect.poll(messages, { timeout: 5_000 }).toEqual(["started"]);
    attempt.revoke(500);
    expect((await attempt.ended).outcome.kind).toBe("revoked");
    expect(messages()).toEqual(["started", "told to stop"]);
    expect(readStartTime(pid)).toBe(undefined);
  });

  it("resolves a timed-out attempt only when its process is dead", async () => {
    const attempt = await bench.start("badSteps/Spins", { limits: { wallMs: 300 } });
    const pids = bench.pool.pids();
    const outcome = await attempt.done;
    expect(outcome.kind).toBe("failure");
    expect(pids.map(readStartTime)).toEqual([undefined]);
  });

  it("revokes an attempt that has no process yet without starting its code", async () => {
    const attempt = await bench.start("badSteps/Exits");
    attempt.revoke(5_000);
    expect((await attempt.ended).outcome).toEqual({ kind: "revoked", warned: false, parameters: undefined });
    expect(await pidOf()).toBe(bench.pool.pids()[0]);
  });

  it("fails an attempt with the reason when no worker can be started", async () => {
    const broken = await WorkerBench.create({ executable: "/bin/false" });
    try {
      const { outcome } = await broken.run("goodSteps/Echo");
      expect(outcome).toMatchObject({
        kind: "failure",
        error: { tail: expect.stringMatching(/could not be started/) },
      });
    } finally {
      await broken.close();
    }
  });

  it("fails running and waiting attempts when it is closed", async () => {
    const running = await bench.start("badSteps/IgnoresAbort");
    await expect.poll(() => running.logs.length, { timeout: 5_000 }).toBe(1);
    await bench.pool.close();
    expect((await running.ended).outcome.kind).toBe("failure");
    const late = await bench.run("goodSteps/Echo");
    expect(late.outcome).toMatchObject({ kind: "failure" });
  });

  it("measures the time limit with its clock, from the moment the attempt begins", async () => {
    const clock = new FakeClock();
    const timed = await WorkerBench.create({ clock });
    try {
      const attempt = await timed.start("badSteps/Hangs", { limits: { wallMs: 3_600_000 } });
      await expect.poll(() => clock.timers).toBe(1);
      clock.advance(3_600_000);
      expect((await attempt.ended).outcome).toMatchObject({ error: { exception: "StepTimeoutException" } });
    } finally {
      await timed.close();
    }
  });

  it("rejects when the host's own hook throws, once the process is gone", async () => {
    const request = await bench.request("badSteps/IgnoresAbort");
    const onLog = () => {
      throw new TypeError("a fault of the host");
    };
    const attempt = bench.pool.run(request, { onLog, onCall: async () => null });
    await expect(attempt.done).rejects.toThrow("a fault of the host");
    expect(bench.pool.pids()).toEqual([]);
  });

  it("kills a survivor only if it is the process that was recorded", async () => {
    const attempt = await bench.start("badSteps/Hangs");
    const [pid = 0] = bench.pool.pids();
    const startTime = readStartTime(pid) ?? "";
    expect(killSurvivor({ pid, startTime: `${startTime}0` })).toBe(false);
    expect(killSurvivor({ pid, startTime })).toBe(true);
    expect((await attempt.ended).outcome).toMatchObject({ kind: "failure" });
    expect(killSurvivor({ pid, startTime })).toBe(false);
  });
});
