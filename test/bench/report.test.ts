import { describe, expect, test } from "vitest";
import { atLeast, atMost, interleave, type Measurement, median } from "./measure.ts";
import { formatTable, toJson, verdictOf } from "./report.ts";

function row(changes: Partial<Measurement>): Measurement {
  return { what: "work", unit: "ms", ours: 10, bar: atMost(2), kind: "ratio", ...changes };
}

describe("a measurement", () => {
  test.each<[Partial<Measurement>, string]>([
    [{ ours: 19, reference: 10 }, "ok"],
    [{ ours: 12, reference: 10, goal: atMost(1.3) }, "goal"],
    [{ ours: 21, reference: 10 }, "FAIL"],
    [{ ours: 60, reference: 100, bar: atLeast(0.5), goal: atLeast(0.8) }, "ok"],
    [{ ours: 40, reference: 100, bar: atLeast(0.5) }, "FAIL"],
    [{ ours: 3, kind: "absolute" }, "over the bar"],
    [{ ours: 1, kind: "absolute", reference: 0.1 }, "ok"],
    [{ ours: Number.NaN, reference: 10 }, "FAIL"],
  ])("%o is judged %s", (changes, verdict) => {
    expect(verdictOf(row(changes))).toBe(verdict);
  });

  test("is printed with its limits, and told to programs", () => {
    const rows = [row({ ours: 15, reference: 10, cold: 120, note: "a note" })];
    expect(formatTable(rows).split("\n")[1]?.replace(/ {2,}/g, " | ").trim()).toBe(
      "work (a note) | 15.0 ms | 10.0 ms | 1.50 | <= 2 x | 120 ms | ok",
    );
    expect(JSON.parse(toJson(rows, { seconds: 1, isShort: true }))).toMatchObject({
      isShort: true,
      results: [{ what: "work", figure: 1.5, verdict: "ok" }],
    });
  });
});

describe("figures taken in turns", () => {
  test("are medians without the cold first round, which is told apart", async () => {
    const ours = [100, 3, 1, 2];
    const reference = [50, 10, 30, 20];
    const take = (list: number[]) => async (): Promise<number> => list.shift() ?? Number.NaN;
    expect(await interleave(4, { ours: take(ours), reference: take(reference) })).toEqual({
      ours: 2,
      reference: 20,
      cold: 100,
    });
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});
