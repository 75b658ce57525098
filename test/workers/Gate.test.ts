import { describe, expect, it } from "vitest";
import { Gate } from "../../core/workers/child/Gate.ts";
import { RecallFile } from "../../core/workers/RecallFile.ts";

describe("The gate", () => {
  it("lets attempts pass until it is closed, and again after one that waited for nobody", () => {
    const gate = new Gate();
    gate.open(3);
    expect([gate.pass(4), gate.isClosed]).toEqual([true, false]);
    gate.close();
    expect([gate.pass(5), gate.isClosed]).toEqual([false, true]);
    gate.open(6);
    expect([gate.pass(7), gate.isClosed]).toEqual([true, false]);
  });

  it("tells who closes it from elsewhere which attempt was the last", () => {
    const gate = new Gate();
    gate.open(3);
    gate.pass(4);
    gate.close();
    gate.close();
    expect(-Atomics.load(new Int32Array(gate.memory), 0) - 1).toBe(4);
  });
});

describe("The file of questions", () => {
  it.skipIf(process.platform === "win32")("has no answer to a question that nobody has heard", () => {
    const file = RecallFile.create();
    expect(file?.read()).toBe(0);
    file?.ask();
    expect(file?.read()).toBeUndefined();
    file?.close();
  });
});
