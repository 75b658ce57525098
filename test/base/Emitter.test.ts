import { describe, expect, it } from "vitest";
import { Emitter } from "../../core/base/Emitter.ts";

describe("Emitter", () => {
  it("calls every listener in order, whatever one of them throws", () => {
    const errors: unknown[] = [];
    const heard: string[] = [];
    const emitter = new Emitter<string>((error) => errors.push(error));
    emitter.subscribe((event) => heard.push(`first ${event}`));
    emitter.subscribe(() => {
      throw new Error("broken");
    });
    emitter.subscribe((event) => heard.push(`last ${event}`));
    emitter.emit("x");
    expect([heard, errors]).toEqual([["first x", "last x"], [new Error("broken")]]);
  });

  it("no longer calls a listener that unsubscribed, even while it emits", () => {
    const heard: number[] = [];
    const emitter = new Emitter<number>(() => {});
    const stop = emitter.subscribe((event) => {
      heard.push(event);
      stop();
    });
    emitter.emit(1);
    emitter.emit(2);
    expect([heard, emitter.size]).toEqual([[1], 0]);
  });
});
