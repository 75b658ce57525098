import { onTestFinished } from "vitest";
import type { JsonObject } from "../../../core/base/json.ts";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";

function at(name: string, x: number, y: number): JsonObject {
  return { id: `id-${name}`, step: name, x, y };
}

/** a leads to b and c, b to d; a note and a group of b and c. It goes with the test. */
export async function openBench(options: Parameters<typeof Bench.open>[1] = {}): Promise<Bench> {
  const layout = {
    version: 1,
    steps: [at("a", 0, 0), at("b", 280, 0), at("c", 280, 100), at("d", 560, 40)],
    groups: [{ id: "g", title: "Both", colour: "", steps: ["id-b", "id-c"], folded: false }],
    notes: [{ id: "n", text: "Hello", x: 0, y: 200, w: 200, h: 96, colour: "" }],
  };
  const steps = { a: { output_to: ["b", "c"] }, b: { output_to: ["d"] }, c: {}, d: {} };
  const bench = await Bench.open(buildEditState(steps, { layout }), options);
  onTestFinished(bench.dispose);
  return bench;
}
