import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../core/base/json.ts";
import { fromTypedJson } from "../../core/base/typedJson.ts";
import { makeSample } from "../../core/data/makeSample.ts";
import type { OutputSample } from "../../core/engine/ports/StepWorkers.ts";
import { buildRows } from "./dataFolder.ts";

function sampleOf(value: unknown, count?: number): OutputSample {
  return makeSample(value, { kind: "value", bytes: 123, ...(count !== undefined && { count }) });
}

function read(sample: OutputSample): unknown {
  return fromTypedJson(JSON.parse(sample.json) as JsonValue);
}

describe("a sample", () => {
  test("of a small value is the value, with schema, count and size", () => {
    const value = [{ id: 1, when: new Date(0), size: 3n }];
    const sample = sampleOf(value, 1);
    expect(read(sample)).toEqual(value);
    expect(sample).toMatchObject({
      bytes: 123,
      count: 1,
      schema: {
        type: "array",
        items: {
          type: "object",
          properties: { id: { type: "integer" }, when: { $type: "date" }, size: { $type: "bigint" } },
          required: ["id", "when", "size"],
        },
      },
    });
  });

  const cycle: Record<string, unknown> = { rows: buildRows(5_000) };
  cycle.self = cycle;
  test.each<[string, unknown]>([
    ["a long list", buildRows(50_000)],
    ["a list of lists", Array.from({ length: 500 }, () => Array.from({ length: 500 }, () => "text"))],
    ["a long text", "文".repeat(1_000_000)],
    ["a text of quotes", '"'.repeat(1_000_000)],
    ["a buffer", Buffer.alloc(10_000_000)],
    ["floats", new Float64Array(1_000_000)],
    ["an array buffer", new ArrayBuffer(10_000_000)],
    ["an object of many keys", Object.fromEntries(buildRows(20_000).map((row) => [row.email, row]))],
    ["a map of sets", new Map(buildRows(5_000).map((row) => [row.id, new Set([row])]))],
    ["a long key", { ["k".repeat(200_000)]: 1 }],
    ["a long error", new Error("x".repeat(300_000))],
    ["a cycle", cycle],
    ["deep lists", JSON.parse("[".repeat(500) + "]".repeat(500))],
  ])("of %s fits 64 KB and can be read", (_, value) => {
    const sample = sampleOf(value);
    expect(Buffer.byteLength(sample.json)).toBeLessThanOrEqual(65_536);
    expect(() => read(sample)).not.toThrow();
  });

  test("of a long list holds as many of its first rows as fit", () => {
    const rows = buildRows(50_000);
    const sample = sampleOf(rows, rows.length);
    const kept = read(sample) as unknown[];
    expect(kept.length).toBeGreaterThan(50);
    expect(rows.slice(0, kept.length)).toEqual(kept);
  });
});
