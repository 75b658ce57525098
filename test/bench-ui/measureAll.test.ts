import { expect, test } from "vitest";
import { atMost, type Measurement } from "../bench/measure.ts";
import { formatFailures, measureAll } from "./measureAll.ts";

function row(what: string): Measurement {
  return { what, unit: "ms", ours: 1, bar: atMost(2), kind: "absolute" };
}

test("a scenario that fails is named with its error, and what the others measured is there", async () => {
  const told: string[] = [];
  const { rows, failures } = await measureAll({
    open: async () => ({
      async close() {
        told.push("closed");
      },
    }),
    scenarios: {
      opening: async () => [row("opening")],
      memory: async () => {
        throw new Error("two thousand edits were not stored");
      },
      rows: async () => [row("rows")],
    },
    write: (line) => told.push(line.replace(/: .*/s, "")),
  });
  expect(rows.map(({ what }) => what)).toEqual(["opening", "rows"]);
  expect(failures.map(({ scenario }) => scenario)).toEqual(["memory"]);
  expect(formatFailures(failures)).toContain(
    "FAILED: memory could not be measured.\nError: two thousand edits were not stored\n",
  );
  expect(told).toEqual(["opening", "memory", "rows", "closed", "the program"]);
});

test("a program that does not open, or does not close, is a failure too", async () => {
  const stage = { close: async () => Promise.reject(new Error("it hangs")) };
  const scenarios = { opening: async () => [row("opening")] };
  const write = (): void => undefined;
  const unopened = await measureAll({ open: () => Promise.reject(new Error("no Chromium")), scenarios, write });
  expect(unopened).toEqual({ rows: [], failures: [{ scenario: "the program", error: new Error("no Chromium") }] });
  const unclosed = await measureAll({ open: async () => stage, scenarios, write });
  expect([unclosed.rows.length, unclosed.failures.length]).toEqual([1, 1]);
});
