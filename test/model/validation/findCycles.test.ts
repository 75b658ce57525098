import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCycles } from "../../../core/model/validation/findCycles.ts";

describe("finding cycles", () => {
  it("finds none in a diamond", () => {
    expect(findCycles([[1, 2], [3], [3], []])).toEqual([]);
  });

  it("names the steps of a cycle in the order of its edges, from the earliest step", () => {
    expect(findCycles([[3], [0], [1], [2]])).toEqual([{ cycle: [0, 3, 2, 1], others: [] }]);
  });

  it("finds every tangle, with a shortest cycle and the other members", () => {
    const next = [[1], [2, 0], [0], [4], [3], [0, 3]];
    expect(findCycles(next)).toEqual([
      { cycle: [0, 1], others: [2] },
      { cycle: [3, 4], others: [] },
    ]);
  });

  it("leaves edges of a step to itself to their own check", () => {
    expect(findCycles([[0], [0, 1]])).toEqual([]);
  });

  it("goes through a chain of 200,000 steps and back without exhausting the stack", () => {
    const chain = Array.from({ length: 200_000 }, (_, index) => [(index + 1) % 200_000]);
    expect(findCycles(chain)[0]?.cycle).toHaveLength(200_000);
  });

  it("agrees with reachability: a step is in a tangle exactly when it can reach itself over another", () => {
    const graphs = fc
      .integer({ min: 1, max: 9 })
      .chain((size) => fc.array(fc.uniqueArray(fc.nat(size - 1)), { minLength: size, maxLength: size }));
    fc.assert(
      fc.property(graphs, (next) => {
        const reach = next.map((_, start) => reachable(next, start));
        const tangled = next.flatMap((_, a) =>
          next.some((__, b) => a !== b && reach[a]?.has(b) && reach[b]?.has(a)) ? [a] : [],
        );
        const found = findCycles(next);
        expect(found.flatMap(({ cycle, others }) => [...cycle, ...others]).sort((a, b) => a - b)).toEqual(tangled);
        for (const { cycle } of found) {
          cycle.forEach((node, index) => {
            expect(next[node]).toContain(cycle[(index + 1) % cycle.length]);
          });
        }
      }),
    );
  });
});

function reachable(next: readonly number[][], start: number): Set<number> {
  const seen = new Set<number>();
  const queue = [start];
  for (const node of queue) {
    for (const target of next[node] ?? []) {
      if (seen.has(target)) continue;
      seen.add(target);
      queue.push(target);
    }
  }
  return seen;
}
