import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/base/json.ts";
import { retryDelays } from "../../core/model/retryDelays.ts";
import { casesMissing, readCaseFile } from "../support/cases.ts";
import { fail, succeed } from "../support/FakeStepWorkers.ts";
import { seededRandom } from "../support/seededRandom.ts";
import { step, TestEngine } from "../support/TestEngine.ts";

interface RetryCases {
  vectors: {
    id: number;
    params: JsonObject;
    /** Number of attempts that fail. */
    step_fails: "always" | number;
    expect: { state: string; executions: number; delays_s: number[] };
  }[];
  jitter_bounds: { retry_index: number; retry_backoff_max: number; min_s: number; max_s: number }[];
}

const text = readCaseFile("retry/retry-vectors.json");
const cases: RetryCases = text === undefined ? { vectors: [], jitter_bounds: [] } : JSON.parse(text);

describe.skipIf(text === undefined)(`Retry as in Celery (skipped if ${casesMissing})`, () => {
  it("has vectors to check", () => {
    expect(cases.vectors.length).toBeGreaterThan(0);
    expect(cases.jitter_bounds.length).toBeGreaterThan(0);
  });

  it.each(cases.vectors)("vector $id gives its delays", ({ params, step_fails, expect: expected }) => {
    const delays = retryDelays(params, () => 0.5);
    const failures = step_fails === "always" ? Number.POSITIVE_INFINITY : step_fails;
    expect(delays.slice(0, failures)).toEqual(expected.delays_s);
    expect(Math.min(delays.length, failures) + 1).toBe(expected.executions);
  });

  it.each(cases.vectors)("vector $id ends as it says when the engine runs it", async (vector) => {
    const { params, step_fails, expect: expected } = vector;
    const failures = step_fails === "always" ? Number.POSITIVE_INFINITY : step_fails;
    const host = new TestEngine({
      scripts: { a: (request) => (request.attempt <= failures ? fail("again", request) : succeed()) },
    });
    const ended = await host.run([step("a", [], params)]);
    const delays = host.store.events.flatMap((event) => (event.type === "step.retry" ? [event.delay] : []));
    expect({ state: ended.state, executions: host.workers.requests.length, delays_s: delays }).toEqual(expected);
    const starts = host.store.events.flatMap((event) => (event.type === "step.started" ? [event.at] : []));
    expect(starts.slice(1).map((at, index) => (at - (starts[index] ?? 0)) / 1000)).toEqual(expected.delays_s);
  });

  it.each(cases.jitter_bounds)(
    "jitter of retry $retry_index up to $retry_backoff_max s stays within $min_s and $max_s, ends included",
    ({ retry_index, min_s, max_s, retry_backoff_max }) => {
      const keys = { retry_max: retry_index + 1, retry_backoff: true, retry_jitter: true, retry_backoff_max };
      const draw = (random: () => number): number | undefined => retryDelays(keys, random)[retry_index];
      expect(draw(() => 0)).toBe(min_s);
      expect(draw(() => 1 - 2 ** -53)).toBe(max_s);
      const random = seededRandom(retry_index + max_s);
      const seen = Array.from({ length: 300 }, () => draw(() => random.next()) ?? -1);
      expect(seen.every((delay) => Number.isInteger(delay) && delay >= min_s && delay <= max_s)).toBe(true);
      expect(new Set(seen).size).toBeGreaterThan(Math.min(max_s, 100) / 2);
    },
  );
});
