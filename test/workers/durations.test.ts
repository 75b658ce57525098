import { describe, expect, it } from "vitest";
import { Durations } from "../../core/workers/Durations.ts";

describe("How long attempts of a class last", () => {
  it("is unknown at first, and then tells how many end within a time", () => {
    const durations = new Durations();
    expect([durations.countWithin("a", 1), durations.countWithin(undefined, 1)]).toEqual([0, 0]);
    durations.add("a", 0.25);
    durations.add("b", 3);
    expect(["a", "b"].map((name) => durations.countWithin(name, 1))).toEqual([4, 0]);
  });

  it("is remembered as long for a while after a long one", () => {
    const durations = new Durations();
    for (const ms of [0.1, 30, 0.1, 0.1]) durations.add("a", ms);
    expect(durations.countWithin("a", 1)).toBe(0);
    for (let left = 0; left < 20; left += 1) durations.add("a", 0.1);
    expect(durations.countWithin("a", 1)).toBeGreaterThan(2);
  });
});
