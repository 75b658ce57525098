import { describe, expect, it } from "vitest";
import type { AttemptOutcome } from "../../core/engine/ports/StepWorkers.ts";
import { type Script, succeed } from "../support/FakeStepWorkers.ts";
import { settle, step, TestEngine } from "../support/TestEngine.ts";

const wide = (count: number) => Array.from({ length: count }, (_, index) => step(`s${index}`));

/** An engine whose first step is brief and whose others last until the test ends them, in a queue for one attempt or `limit`. */
async function begin(options: { room: number; freeRoom?: number; hasSecrets?: boolean; limit?: number }) {
  const held: ((outcome: AttemptOutcome) => void)[] = [];
  const hold: Script = () => new Promise((resolve) => held.push(resolve));
  const scripts = Object.fromEntries(wide(20).map(({ name }) => [name, hold]));
  const queues = { default: options.limit ?? 1 };
  const host = new TestEngine({
    scripts: { ...scripts, s0: () => succeed() },
    queues,
    hasSecrets: options.hasSecrets ?? false,
  });
  host.workers.room = options.room;
  host.workers.freeRoom = options.freeRoom ?? 0;
  const { id } = await host.accept(wide(6));
  await settle();
  const waiting = () => host.workers.waiting.map(({ request }) => request.stepName);
  /** The attempt that runs ends, and the first of those that wait in its worker begins. */
  const goOn = async () => {
    host.workers.beginNext();
    held.shift()?.(succeed());
    await settle();
  };
  return { host, id, waiting, goOn, queues };
}

describe("A queue whose attempts are brief", () => {
  it("hands attempts ahead as far as workers take them, in order, and keeps to its limit", async () => {
    const { host, waiting } = await begin({ room: 3 });
    expect(host.workers.began).toEqual(["s0", "s1"]);
    expect(waiting()).toEqual(["s2", "s3", "s4"]);
    expect(host.workers.peak).toBe(1);
  });

  it("hands on the next one when one has ended and the one behind it began", async () => {
    const { host, id, waiting, goOn } = await begin({ room: 2 });
    for (const name of ["s2", "s3", "s4", "s5"]) {
      await goOn();
      expect(host.workers.began.at(-1)).toBe(name);
    }
    expect(waiting()).toEqual([]);
    await goOn();
    expect((await host.end(id)).state).toBe("SUCCESS");
    expect([host.workers.peak, host.workers.began.length]).toEqual([1, 6]);
  });

  it("says of a step that waited that it began when it did", async () => {
    const { host, goOn } = await begin({ room: 1 });
    host.clock.advance(1);
    const now = host.clock.now();
    await goOn();
    host.clock.advance(40);
    await goOn();
    expect(host.finished("s2")?.began).toBe(now);
  });

  it("begins what comes back when there is capacity, before what is behind it, and hands nothing ahead until then", async () => {
    const { host, id, waiting, goOn } = await begin({ room: 2 });
    for (const one of host.workers.waiting.splice(0).reverse()) one.giveBack();
    await settle();
    expect(waiting()).toEqual([]);
    expect(host.workers.began).toEqual(["s0", "s1"]);
    await goOn();
    expect(host.workers.began).toEqual(["s0", "s1", "s2"]);
    for (let left = 0; left < 6; left += 1) await goOn();
    expect((await host.end(id)).state).toBe("SUCCESS");
    expect(host.workers.began).toEqual(["s0", "s1", "s2", "s3", "s4", "s5"]);
    expect(host.workers.peak).toBe(1);
  });

  it("begins a step in a free worker though others wait in busy ones", async () => {
    const { host, goOn } = await begin({ room: 2 });
    host.workers.room = 0;
    // The attempt that runs ends, and nothing waited in its worker.
    const waiting = host.workers.waiting.splice(0);
    await goOn();
    expect(host.workers.began).toEqual(["s0", "s1", "s4"]);
    host.workers.waiting.push(...waiting);
  });

  it("hands nothing ahead while more run than a queue that lost capacity may", async () => {
    const { host, goOn, waiting, queues } = await begin({ room: 2, limit: 2 });
    expect([host.workers.active, waiting()]).toEqual([2, ["s3", "s4"]]);
    queues.default = 1;
    host.workers.room = 9;
    await goOn();
    expect([host.workers.active, waiting()]).toEqual([2, ["s4"]]);
  });

  it("hands the briefest ahead though there is capacity, and the others on to it", async () => {
    const { host, waiting } = await begin({ room: 2, freeRoom: 1, limit: 3 });
    // The first three begin before anything is known of them.
    expect(host.workers.began).toEqual(["s0", "s1", "s2", "s4"]);
    expect(host.workers.waiting.map(({ isFree }) => isFree)).toEqual([true, false]);
    expect(waiting()).toEqual(["s3", "s5"]);
  });

  it("begins what comes back from there in the capacity that there is, and what is behind it as well", async () => {
    const { host, id, goOn } = await begin({ room: 0, freeRoom: 2, limit: 3 });
    expect(host.workers.began).toEqual(["s0", "s1", "s2", "s5"]);
    for (const one of host.workers.waiting.splice(0).reverse()) one.giveBack();
    await settle();
    expect(host.workers.began).toEqual(["s0", "s1", "s2", "s5"]);
    await goOn();
    expect(host.workers.began.at(-1)).toBe("s3");
    for (let left = 0; left < 6; left += 1) await goOn();
    expect((await host.end(id)).state).toBe("SUCCESS");
    expect([host.workers.began.length, host.workers.peak]).toEqual([6, 3]);
  });

  it("hands nothing ahead of free capacity while nothing runs", async () => {
    const host = new TestEngine({ queues: { default: 2 } });
    await host.run(wide(1));
    host.workers.freeRoom = 9;
    await host.accept(wide(1));
    await settle();
    expect([host.workers.began, host.workers.waiting]).toEqual([["s0", "s0"], []]);
  });

  it("ends a revoked run whose attempts wait in workers, and none of them begins", async () => {
    const { host, id } = await begin({ room: 3 });
    await host.engine.revoke(id);
    expect(host.store.findRun(id)?.state).toBe("REVOKED");
    expect(host.workers.began).toEqual(["s0", "s1"]);
  });

  it("lets attempts of different runs wait for each other only if neither knows a secret", async () => {
    for (const hasSecrets of [false, true]) {
      const { host } = await begin({ room: 6, hasSecrets });
      await host.accept(wide(2));
      await settle();
      const kins = new Map(host.workers.waiting.map(({ request, kin }) => [request.runId, kin]));
      expect(new Set(kins.values()).size).toBe(hasSecrets ? 2 : 1);
      expect(kins.size).toBe(2);
    }
  });
});
