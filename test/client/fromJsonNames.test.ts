import fc from "fast-check";
import { expect, test } from "vitest";
import { toJsonNames } from "../../core/api/json/toJsonNames.ts";
import { fromJsonNames } from "../../core/client/fromJsonNames.ts";

test("a record comes back as it was, times in ms, and what people made unchanged", () => {
  const record = {
    type: "step.finished",
    runId: "r",
    at: 5,
    retryAt: 1_700_000_000_000,
    data: { kind: "list", bytes: 3 },
    operations: [{ stepId: "s", value: { output_to: ["b"], someKey: "2026-01-01T00:00:00.000Z" } }],
    parameters: [{ name: "p", defaultValue: { a_b: 1, aB: 2 } }],
  };
  expect(fromJsonNames(toJsonNames(record))).toEqual(record);
});

test("any value that a person made survives under its key", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const record = { defaultValue: value, equals: value, document: value };
      expect(fromJsonNames(toJsonNames(record))).toEqual(record);
    }),
  );
});
