import { describe, expect, test } from "vitest";
import { inferSchema } from "../../core/data/inferSchema.ts";

describe("an inferred schema", () => {
  test.each<[string, unknown, unknown]>([
    ["text", "a", { type: "string" }],
    ["nothing", null, { type: "null" }],
    ["an integer", 3, { type: "integer" }],
    ["mixed numbers", [3, 0.5], { type: "array", items: { type: "number" } }],
    ["mixed items", ["a", null], { type: "array", items: { type: ["string", "null"] } }],
    ["an empty list", [], { type: "array", items: {} }],
    [
      "other types",
      { a: new Map(), b: Buffer.alloc(1) },
      { type: "object", properties: { a: { $type: "map" }, b: { $type: "bytes" } }, required: ["a", "b"] },
    ],
    ["a date or text", ["a", new Date()], { type: "array", items: { anyOf: [{ type: "string" }, { $type: "date" }] } }],
  ])("describes %s", (_, value, schema) => {
    expect(inferSchema(value)).toEqual(schema);
  });

  test("requires only the keys that every object has", () => {
    expect(inferSchema([{ a: 1, b: 1 }, { a: "x" }])).toEqual({
      type: "array",
      items: {
        type: "object",
        properties: { a: { type: ["integer", "string"] }, b: { type: "integer" } },
        required: ["a"],
      },
    });
  });

  test("looks at a bounded part of a large or endless value", () => {
    const cycle: { self?: unknown; list: unknown[] } = { list: [] };
    cycle.self = cycle;
    cycle.list = Array.from({ length: 1_000_000 }, () => cycle);
    expect(JSON.stringify(inferSchema(cycle)).length).toBeLessThan(100_000);
    const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, index]));
    expect(Object.keys((inferSchema(wide) as { properties: object }).properties)).toHaveLength(200);
  });
});
