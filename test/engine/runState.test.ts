import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/base/json.ts";
import { createGraph, findAncestors } from "../../core/engine/Graph.ts";
import { nextMoves } from "../../core/engine/nextMoves.ts";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import type { RunState } from "../../core/engine/RunState.ts";
import { createRunState, reduce } from "../../core/engine/reduce.ts";
import { readApplication } from "../../core/model/readApplication.ts";
import { expectedStates, pinsOf, type Scenario, scenarios, scriptsOf } from "../support/scenarios.ts";
import { buildRun, step, TestEngine } from "../support/TestEngine.ts";

function graphOf(steps: JsonObject[]) {
  return createGraph(readApplication({ name: "app", steps }, () => undefined));
}

describe("createGraph", () => {
  it("lists producers of both kinds once, in the order of steps", () => {
    const graph = graphOf([
      step("end"),
      step("b", ["end"], { error_to: ["end", "c"] }),
      step("a", ["end", "b"]),
      step("c", [], { data_from: ["a"] }),
    ]);
    expect(graph.steps.map((each) => each.producers)).toEqual([[1, 2], [2], [], [1, 2]]);
    expect(graph.steps.map((each) => each.consumers)).toEqual([[], [0, 3], [0, 1, 3], []]);
    expect(graph.roots).toEqual([2]);
    expect(graph.order).toEqual([2, 1, 0, 3]);
    expect(findAncestors(graph, 0)).toEqual([1, 2]);
  });

  it("refuses a cycle, naming its steps", () => {
    expect(() => graphOf([step("a", ["b"]), step("b", ["c"]), step("c", ["b"])])).toThrow("cycle: b, c");
  });

  it("takes a chain of 20,000 steps", () => {
    const graph = graphOf(Array.from({ length: 20_000 }, (_, index) => step(`s${index}`, [`s${index + 1}`])));
    expect(graph.order).toHaveLength(20_000);
    expect(findAncestors(graph, 19_999)).toHaveLength(19_999);
  });
});

describe("reduce", () => {
  const first = (): RunState =>
    createRunState({
      graph: graphOf([step("a", ["b"]), step("b")]),
      record: buildRun({ steps: [] }).record,
      pinned: [],
    });
  const started: RunEvent = {
    type: "step.started",
    at: 5,
    runId: "r",
    stepRunId: "s",
    step: "a",
    attempt: 1,
    retry: 0,
  };

  it("leaves the old state as it was", () => {
    const before = first();
    const copy = structuredClone({ steps: before.steps, open: before.open, ready: before.ready });
    const after = reduce(reduce(before, started), {
      ...started,
      type: "step.finished",
      state: "SUCCESS",
      warning: false,
    });
    expect({ steps: before.steps, open: before.open, ready: before.ready }).toEqual(copy);
    expect(nextMoves(before).run).toEqual([0]);
    expect(nextMoves(after).run).toEqual([1]);
  });

  it("changes nothing for a log line", () => {
    const before = first();
    expect(reduce(before, { ...started, type: "step.log", level: 40, module: "m", message: "x" })).toBe(before);
  });
});

async function play(scenario: Scenario, workers?: number) {
  const host = new TestEngine({ scripts: scriptsOf(scenario) });
  const ended = await host.run(scenario.steps, { plan: { pins: pinsOf(scenario), workers } });
  return { host, ended };
}

describe("Any application with any outcomes", () => {
  it("ends every step exactly once, as the contract says", async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, fc.integer({ min: 1, max: 4 }), async (scenario, workers) => {
        const { host, ended } = await play(scenario, workers);
        const finishes = host.store.events.filter((event) => event.type === "step.finished");
        expect(finishes).toHaveLength(scenario.steps.length);
        const expected = expectedStates(scenario);
        expect(host.states(ended.id)).toEqual(expected);
        const unexpected = scenario.steps.some(
          (entry) =>
            expected[entry.name as string] === "FAILURE" &&
            !entry.continue_on_error &&
            ((entry.error_to ?? []) as string[]).length === 0,
        );
        expect(ended.state).toBe(unexpected ? "FAILURE" : "SUCCESS");
        expect(host.workers.peak).toBeLessThanOrEqual(workers);
        expect(host.bugs).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("starts no step before all its producers ended", async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const { host } = await play(scenario);
        const graph = graphOf(scenario.steps);
        const ended = new Set<string>();
        for (const event of host.store.events) {
          if (event.type === "step.finished") ended.add(event.step);
          if (event.type !== "step.started") continue;
          const producers = graph.steps[graph.indexOf.get(event.step) ?? -1]?.producers ?? [];
          expect(producers.every((producer) => ended.has(`s${producer}`))).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("comes to the same state when its stored events are folded again", async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const { host, ended } = await play(scenario);
        const fold = () =>
          host.store.events.reduce(
            reduce,
            createRunState({ graph: graphOf(scenario.steps), record: ended, pinned: scenario.pinned }),
          );
        const state = fold();
        expect(fold()).toEqual(state);
        expect(state.record).toEqual(ended);
        expect(Object.fromEntries(state.steps.map((each, index) => [`s${index}`, each.state]))).toEqual(
          host.states(ended.id),
        );
        expect({ unfinished: state.unfinished, running: state.running, moves: nextMoves(state) }).toEqual({
          unfinished: 0,
          running: 0,
          moves: { run: [], skip: [], pass: [], pin: [], revoke: [], finish: undefined },
        });
      }),
      { numRuns: 100 },
    );
  });
});
