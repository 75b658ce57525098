import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readStartTime } from "../../core/workers/processIdentity.ts";
import { type AttemptOverrides, type Ended, WorkerBench } from "../support/WorkerBench.ts";

const healthy = { text: "ok", doubled: [2, 4] };
const rows = [{ id: 1 }, { id: 2 }];

interface BadStep {
  name: string;
  does: string;
  run?: AttemptOverrides;
  /** Exception and message of the failure; absent = the attempt itself succeeds. */
  fails?: [exception: string | RegExp, message: RegExp];
  saves?: unknown;
  /** Why the process is not used again; absent = it is. */
  replaced?: RegExp;
}

const badSteps: BadStep[] = [
  { name: "Throws", does: "throws", fails: ["QuotaExceeded", /^Too many requests: 429$/] },
  { name: "ThrowsText", does: "throws a text", fails: ["Error", /just a text/] },
  {
    name: "RejectsUnhandled",
    does: "leaves a rejection unhandled",
    fails: ["RangeError", /^nobody awaits this$/],
    replaced: /nobody awaits this/,
  },
  {
    name: "ThrowsInTimer",
    does: "throws in a timer",
    fails: ["RangeError", /^thrown in a timer$/],
    replaced: /thrown in a timer/,
  },
  { name: "Exits", does: "exits", fails: ["WorkerExitedException", /exit code 3/] },
  {
    name: "Hangs",
    does: "never settles",
    run: { limits: { wallMs: 400 } },
    fails: ["StepTimeoutException", /limit of 0\.4 s/],
  },
  {
    name: "Spins",
    does: "spins",
    run: { limits: { wallMs: 400 } },
    fails: ["StepTimeoutException", /limit of 0\.4 s/],
  },
  { name: "FloodsStdout", does: "floods stdout", fails: ["LogLimitException", /limit of 1 MB/] },
  { name: "FloodsLog", does: "floods the log", fails: ["LogLimitException", /limit of 1 MB/] },
  { name: "EatsHeap", does: "eats the heap", fails: ["MemoryLimitException", /limit of 128 MB/] },
  { name: "EatsBuffers", does: "eats memory in buffers", fails: ["MemoryLimitException", /limit of 128 MB/] },
  { name: "SavesFunction", does: "saves a function", fails: ["DataNotSerializableException", /\$\.rows\[1\]\.format/] },
  { name: "SavesUrl", does: "saves a URL", fails: ["DataNotSerializableException", /\$\.link.*URL/] },
  {
    name: "SavesTooMuch",
    does: "saves more than it may",
    run: { limits: { outputBytes: 2_000_000 } },
    fails: ["OutputTooLargeException", /2000000/],
  },
  { name: "MutatesInput", does: "changes its input", run: { from: [rows] }, saves: [{ id: -1 }] },
  {
    name: "PatchesGlobals",
    does: "replaces built-in functions",
    saves: ["patched"],
    replaced: /was changed|was added/,
  },
  { name: "AddsToPrototype", does: "adds to Object.prototype", replaced: /polluted was added/ },
  { name: "ChangesSurroundings", does: "changes environment and folder", replaced: /process\.env/ },
  {
    name: "ClosesDescriptors",
    does: "closes every descriptor",
    fails: [/^Worker(Exited|Killed)Exception$/, /process/],
  },
  { name: "ClosesChannel", does: "closes its channel", fails: ["WorkerExitedException", /closed the channel/] },
  { name: "ForgesResult", does: "sends messages of its own", fails: ["Error", /^the true result$/] },
  { name: "LeavesTimer", does: "leaves a timer behind", saves: "saved", replaced: /left behind: Timeout/ },
  {
    name: "SpinsAfterwards",
    does: "leaves a loop without end behind",
    saves: "saved",
    replaced: /did not come to rest|Immediate/,
  },
  { name: "KillsItself", does: "kills itself", fails: ["WorkerKilledException", /SIGKILL/] },
  { name: "Aborts", does: "crashes", fails: ["WorkerKilledException", /SIGABRT/] },
];

describe("a step that", () => {
  let bench: WorkerBench;
  beforeAll(async () => {
    bench = await WorkerBench.create();
  });
  afterAll(() => bench.close());

  const runHealthy = (wait: number): Promise<Ended> =>
    bench.run("goodSteps/Echo", { parameters: { wait, text: "ok" }, from: [rows] });

  it.each(badSteps)("$does ends only its own attempt", async ({ name, run, fails, saves, replaced }) => {
    const beside = runHealthy(150);
    const events = bench.events.length;
    const bad = await bench.run(`badSteps/${name}`, run);

    if (fails === undefined) expect(bad).toMatchObject({ outcome: { kind: "success" }, data: saves });
    else {
      const [exception, message] = fails;
      const matches = exception instanceof RegExp ? expect.stringMatching(exception) : exception;
      const error = { exception: matches, message: expect.stringMatching(message), attempt: 1 };
      expect(bad.outcome).toMatchObject({ kind: "failure", error });
    }
    expect((await beside).data).toEqual({ data: rows, ...healthy });
    expect((await runHealthy(0)).data).toEqual({ data: rows, ...healthy });
    const after = await bench.run("goodSteps/TellsSurroundings");
    expect(after.data).toMatchObject({ leaked: false, polluted: false, folder: process.cwd() });
    expect((after.data as { env: object }).env).not.toHaveProperty("LEFT_BEHIND");

    await expect
      .poll(() => replacements(events))
      .toEqual(replaced === undefined ? [] : [expect.stringMatching(replaced)]);
  });

  function replacements(from: number): string[] {
    return bench.events.slice(from).flatMap((event) => (event.kind === "replaced" ? [event.reasons.join("; ")] : []));
  }

  it("rejects after its attempt ended fails nobody, and its process is replaced", async () => {
    const events = bench.events.length;
    const ended = await bench.run("badSteps/RejectsLate");
    expect(ended.outcome.kind).toBe("success");
    // The same process runs the next attempt while the rejection comes.
    const next = await runHealthy(300);
    expect(next.data).toEqual({ data: rows, ...healthy });
    await expect
      .poll(() => replacements(events), { timeout: 10_000 })
      .toEqual([expect.stringContaining("late rejection")]);
  });

  it("breaks the language itself ends, and only its own attempt", async () => {
    const ended = await bench.run("badSteps/BreaksTheLanguage", { limits: { wallMs: 2_000 } });
    expect(ended.outcome.kind).toBe("failure");
    expect((await runHealthy(0)).data).toEqual({ data: rows, ...healthy });
  });

  it("leaves a child process behind succeeds, and the child is ended with the process", async () => {
    const ended = await bench.run("badSteps/LeavesChild");
    const pid = ended.data as number;
    expect(pid).toBeGreaterThan(0);
    await expect.poll(() => readStartTime(pid)).toBe(undefined);
  });

  it("dies names the last lines it wrote, console and raw", async () => {
    const { outcome } = await bench.run("badSteps/Aborts");
    expect(outcome.kind === "failure" && outcome.error.tail).toMatch(/raw last words/);
    const exited = await bench.run("badSteps/Exits");
    expect(exited.outcome).toMatchObject({ error: { tail: expect.stringContaining("about to leave") } });
  });
});
