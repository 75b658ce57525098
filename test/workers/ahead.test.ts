import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Placement } from "../../core/engine/ports/StepWorkers.ts";
import { seededRandom } from "../support/seededRandom.ts";
import { type StartedAttempt, WorkerBench } from "../support/WorkerBench.ts";

const told = "goodSteps/DoesAsTold";
const kin = {};

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
  const startTogether = async (given: { name: string; how?: string; ms?: number; onBegin?(): void }[]) => {
    await (await start("warm", { placement: { kin, ahead: false } })).done;
    const requests = await Promise.all(
      given.map(({ name, how = "ends", ms = 0 }) =>
        bench.request(told, { parameters: { how, ms, marks, label: name } }),
      ),
    );
    return requests.map((request, index) => {
      const { onBegin } = given[index] ?? {};
      const hooks = { onLog: () => undefined, onCall: async () => null, ...(onBegin && { onBegin }) };
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
    const again = await start("third", { how: "waits", ms: 15, placement: { kin, ahead: false } });
    const behind = await start("fourth", {});
    expect([await kindOf(again), await kindOf(behind)]).toEqual(["success", "success"]);
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

  it("are revoked without a word to the one before", async () => {
    const slow = await first({ how: "spins", ms: 1_000 });
    const waiting = await start("second", {});
    waiting.revoke(0);
    expect(await kindOf(waiting)).toBe("revoked");
    expect(await kindOf(slow)).toBe("success");
    expect(readMarks()).toEqual(["first began", "first ended"]);
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
    expect([bench.pool.hasRoom?.(own, {}), bench.pool.hasRoom?.(hash, kin), bench.pool.hasRoom?.(own, kin)]).toEqual([
      false,
      false,
      true,
    ]);
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
