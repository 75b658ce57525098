import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AttemptLogLine, AttemptOutcome, Placement } from "../../core/engine/ports/StepWorkers.ts";
import { seededRandom } from "../support/seededRandom.ts";
import { type StartedAttempt, WorkerBench } from "../support/WorkerBench.ts";

const told = "goodSteps/DoesAsTold";
const kin = {};

interface Given {
  name: string;
  how?: string;
  ms?: number;
  wallMs?: number;
  logBytes?: number;
  onBegin?(): void;
  onLine?(message: string): void;
}

describe("Attempts that are handed ahead", () => {
  let bench: WorkerBench;
  let marks: string;
  beforeEach(async () => {
    bench = await WorkerBench.create({ memoryMb: 128 });
    marks = join(bench.folder, "marks");
  });
  afterEach(() => bench.close());

  const start = (
    name: string,
    given: { how?: string; ms?: number; placement?: Placement; wallMs?: number },
  ): Promise<StartedAttempt> => {
    const { how = "ends", ms = 0, placement = { kin, ahead: true }, wallMs = 15_000 } = given;
    return bench.start(told, { parameters: { how, ms, marks, label: name }, placement, limits: { wallMs } });
  };
  /** The first of its kin, when its code runs. */
  const first = async (given: { how?: string; ms?: number; wallMs?: number }): Promise<StartedAttempt> => {
    const attempt = await start("first", { ...given, placement: { kin, ahead: false } });
    await expect.poll(readMarks, { timeout: 8_000 }).toContain("first began");
    return attempt;
  };
  const readMarks = (): string[] => {
    try {
      return readFileSync(marks, "utf8").trim().split("\n");
    } catch {
      return [];
    }
  };
  const kindOf = async (attempt: StartedAttempt): Promise<string> => (await attempt.done).kind;

  /** Several at one moment, the first of which finds a process that rests. */
  const startTogether = async (given: Given[]) => {
    await (await start("warm", { placement: { kin, ahead: false } })).done;
    const requests = await Promise.all(
      given.map(({ name, how = "ends", ms = 0, wallMs = 15_000, logBytes = 1_000_000 }) =>
        bench.request(told, {
          logLevel: 10,
          parameters: { how, ms, marks, label: name },
          limits: { wallMs, logBytes },
        }),
      ),
    );
    return requests.map((request, index) => {
      const { onBegin, onLine } = given[index] ?? {};
      const onLog = (lines: AttemptLogLine[]) => {
        for (const { message } of lines) onLine?.(message);
      };
      const hooks = { onLog, onCall: async () => null, ...(onBegin && { onBegin }) };
      return bench.pool.run(request, hooks, { kin, ahead: index > 0 });
    });
  };

  it("begin one after the other in the process, each when the one before has ended", async () => {
    const order = ["first", "second", "third"];
    const attempts = await startTogether(order.map((name) => ({ name, how: "waits", ms: 3 })));
    expect(await Promise.all(attempts.map(async ({ done }) => (await done).kind))).toEqual(Array(3).fill("success"));
    expect(readMarks()).toEqual(["warm", ...order].flatMap((name) => [`${name} began`, `${name} ended`]));
    expect(bench.pool.pids()).toHaveLength(1);
  });

  it("say when they begin, which for one that waits is when the one before has ended", async () => {
    const begun: string[] = [];
    const attempts = await startTogether(
      ["first", "second"].map((name) => ({ name, how: "waits", ms: 3, onBegin: () => void begun.push(name) })),
    );
    expect(begun).toEqual(["first"]);
    await Promise.all(attempts.map(({ done }) => done));
    expect(begun).toEqual(["first", "second"]);
  });

  for (const how of ["waits", "spins"]) {
    it(`are taken back from behind one that ${how}, and never begin there`, async () => {
      const slow = await first({ how, ms: 3_000 });
      const waiting = [await start("second", {}), await start("third", {})];
      expect(await Promise.all(waiting.map(kindOf))).toEqual(["returned", "returned"]);
      expect(readMarks()).toEqual(["first began"]);
      expect(await kindOf(slow)).toBe("success");
      expect(await kindOf(await start("fourth", { placement: { kin, ahead: false } }))).toBe("success");
      expect(readMarks()).toEqual(["first began", "first ended", "fourth began", "fourth ended"]);
    });
  }

  it("come back last first, so that each goes to the front of its queue", async () => {
    await first({ how: "waits", ms: 2_000 });
    const order: string[] = [];
    const names = ["second", "third", "fourth"];
    const waiting = await Promise.all(names.map((name) => start(name, {})));
    await Promise.all(waiting.map(({ done }, index) => done.then(() => order.push(names[index] ?? ""))));
    expect(order).toEqual(names.toReversed());
  });

  it("can wait again in a process that gave some back", async () => {
    const slow = await first({ how: "waits", ms: 1_000 });
    expect(await kindOf(await start("second", {}))).toBe("returned");
    await slow.done;
    const again = await startTogether(["third", "fourth"].map((name) => ({ name, how: "waits", ms: 3 })));
    expect(await Promise.all(again.map(async ({ done }) => (await done).kind))).toEqual(["success", "success"]);
  });

  for (const [how, what] of [
    ["exits", "ends its process"],
    ["rejects", "leaves a process that must be replaced"],
  ] as const) {
    it(`come back when the one before ${what}`, async () => {
      const attempts = await startTogether([{ name: "bad", how, ms: 3 }, { name: "last" }]);
      const kinds = await Promise.all(attempts.map(async ({ done }) => (await done).kind));
      expect(kinds).toEqual(["failure", "returned"]);
      expect(readMarks()).not.toContain("last began");
    });
  }

  it("come back when the one before runs into its time limit", async () => {
    const slow = await first({ how: "spins", ms: 20_000, wallMs: 700 });
    const waiting = await start("last", {});
    expect([await kindOf(slow), await kindOf(waiting)]).toEqual(["failure", "returned"]);
    expect(readMarks()).toEqual(["first began"]);
  });

  const exceptionsOf = async (attempts: { done: Promise<AttemptOutcome> }[]): Promise<string[]> =>
    Promise.all(
      attempts.map(async ({ done }) => {
        const outcome = await done;
        return outcome.kind === "failure" ? outcome.error.exception : outcome.kind;
      }),
    );

  it("keep what they did when the host was held up past the limit of the one before", async () => {
    const names = ["a", "b", "c"];
    const attempts = await startTogether(
      names.map((name, index) => ({ name, how: "spins", ms: 3, wallMs: index === 0 ? 100 : 15_000 })),
    );
    await new Promise((resolve) => setImmediate(resolve));
    for (const end = Date.now() + 250; Date.now() < end; );
    const kinds = await exceptionsOf(attempts);
    // The first had ended long before; whether its limit or its result is heard first decides about it alone.
    expect(kinds.slice(1)).toEqual(["success", "success"]);
    expect(readMarks().filter((mark) => mark.endsWith("began"))).toHaveLength(4);
  });

  it("begin or come back, and never both, when the one before logs more than it may", async () => {
    const names = ["b", "c"];
    const given = [{ name: "a", how: "floods", ms: 3, logBytes: 1_000 }, ...names.map((name) => ({ name }))];
    const [a, ...others] = await exceptionsOf(await startTogether(given));
    expect(a).toBe("LogLimitException");
    expect(others).toEqual(names.map((name) => (readMarks().includes(`${name} began`) ? "success" : "returned")));
  });

  it("begin elsewhere when the one before wrote past the console, so that no line is told of another", async () => {
    const lines: Record<string, string[]> = {};
    const names = ["a", "b", "c"];
    const attempts = await startTogether(
      names.map((name) => {
        const own: string[] = [];
        lines[name] = own;
        return { name, how: "writes", onLine: (line) => own.push(line) };
      }),
    );
    expect(await exceptionsOf(attempts)).toEqual(["success", "returned", "returned"]);
    expect(lines).toEqual({ a: ["out of a"], b: [], c: [] });
  });

  it("end though a step took the streams of its process away", async () => {
    const attempts = await startTogether([{ name: "a", how: "hides" }, { name: "b" }]);
    expect(await exceptionsOf(attempts)).toEqual(["success", "success"]);
  });

  it("leave a file of the user alone that a step opened in the place of one it closed", async () => {
    writeFileSync(`${marks}.user`, "precious data");
    const slow = await first({ how: "reopens", ms: 1_000 });
    await start("second", {});
    await slow.done;
    expect(readFileSync(`${marks}.user`, "utf8")).toBe("precious data");
  });

  it("are revoked without a word to the one before", async () => {
    const slow = await first({ how: "spins", ms: 1_000 });
    const waiting = await start("second", {});
    waiting.revoke(0);
    expect(await kindOf(waiting)).toBe("revoked");
    expect(await kindOf(slow)).toBe("success");
    expect(readMarks()).toEqual(["first began", "first ended"]);
  });

  describe("though there is capacity for them", () => {
    const free = { kin, ahead: true, isFree: true };
    const request = (name: string, { how = "ends", ms = 0 } = {}) =>
      bench.request(told, { parameters: { how, ms, marks, label: name } });
    const hooks = { onLog: () => undefined, onCall: async () => null };
    /** Attempts of the class have been brief lately. */
    const becomeBrief = async (): Promise<void> => {
      const brief = await request("brief");
      const hash = brief.stepClass?.hash ?? "";
      for (let isBrief = false; !isBrief; ) {
        const attempt = bench.pool.run(brief, hooks, { kin, ahead: false });
        isBrief = bench.pool.hasRoom?.(hash, free) === true;
        await attempt.done;
      }
    };

    it("wait only where attempts are brief", async () => {
      const { hash } = await bench.compile(told);
      const slow = await first({ how: "waits", ms: 100 });
      expect([bench.pool.hasRoom?.(hash, free), bench.pool.hasRoom?.(hash, { ...free, isFree: false })]).toEqual([
        false,
        true,
      ]);
      await slow.done;
      expect(await kindOf(await start("behind", { placement: free }))).toBe("returned");
    });

    for (const how of ["waits", "spins"]) {
      it(`come back from behind one that ${how} among brief ones, long before it ends`, async () => {
        const requests = [await request("long", { how, ms: 3_000 }), await request("behind")] as const;
        await becomeBrief();
        const long = bench.pool.run(requests[0], hooks, { kin, ahead: false });
        const behind = bench.pool.run(requests[1], hooks, free);
        expect((await behind.done).kind).toBe("returned");
        expect(readMarks().filter((mark) => mark.startsWith("long") || mark.startsWith("behind"))).toEqual([
          "long began",
        ]);
        const again = bench.pool.run(requests[1], hooks, { kin, ahead: false });
        expect((await again.done).kind).toBe("success");
        expect(readMarks()).not.toContain("long ended");
        expect((await long.done).kind).toBe("success");
      });
    }

    it("do not wait behind one that has already gone on for long", async () => {
      const requests = [await request("first", { how: "waits", ms: 500 }), await request("behind")] as const;
      await becomeBrief();
      const long = bench.pool.run(requests[0], hooks, { kin, ahead: false });
      await expect.poll(() => bench.pool.hasRoom?.(requests[1].stepClass?.hash ?? "", free)).toBe(false);
      expect(readMarks()).not.toContain("first ended");
      await long.done;
    });
  });

  it("wait for the end of one whose step closed every file", async () => {
    const slow = await first({ how: "closes", ms: 500 });
    const waiting = await start("second", {});
    await slow.done;
    expect(["success", "returned"]).toContain(await kindOf(waiting));
  });

  it("wait for no stranger: another kin, another class, a process that rests", async () => {
    const slow = await first({ how: "waits", ms: 300 });
    const { hash } = await bench.compile("goodSteps/Echo");
    const { hash: own } = await bench.compile(told);
    const hasRoom = (one: string, of: object) => bench.pool.hasRoom?.(one, { kin: of, ahead: true });
    expect([hasRoom(own, {}), hasRoom(hash, kin), hasRoom(own, kin)]).toEqual([false, false, true]);
    expect(await kindOf(await start("second", { placement: { kin: {}, ahead: true } }))).toBe("returned");
    await slow.done;
    expect(await kindOf(await start("third", {}))).toBe("returned");
    expect(readMarks()).toEqual(["first began", "first ended"]);
  });

  it("run exactly once, whatever comes between", async () => {
    const random = seededRandom(7);
    const names = Array.from({ length: 150 }, (_, index) => `attempt ${index}`);
    const left = [...names];
    let running = 0;
    await new Promise<void>((resolve, reject) => {
      const go = (): void => {
        while (left.length > 0 && running < 6) {
          const name = left.shift() ?? "";
          const ms = random.next() < 0.06 ? 60 : Math.floor(random.next() * 3);
          const how = random.next() < 0.5 ? "waits" : "spins";
          const ahead = running >= 2;
          running += 1;
          start(name, { how, ms, placement: { kin, ahead } })
            .then(({ done }) => done)
            .then(({ kind }) => {
              running -= 1;
              if (kind === "returned") left.unshift(name);
              else if (kind !== "success") reject(new Error(kind));
              if (left.length === 0 && running === 0) resolve();
              else setImmediate(go);
            }, reject);
        }
      };
      go();
    });
    const began = readMarks().filter((mark) => mark.endsWith("began"));
    expect(began.toSorted()).toEqual(names.map((name) => `${name} began`).toSorted());
  });
});
