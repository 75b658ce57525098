import fc from "fast-check";
import { expect, test } from "vitest";
import { editOperationSchema } from "../../../core/model/schemas/operationSchemas.ts";
import { operation } from "../operations/arbitraries.ts";

test("every operation of the model passes as it came, odd keys included", () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(operation, (operation) => {
      const text = JSON.stringify(operation);
      // An absent value and an undefined one are the same in JSON.
      const parsed = editOperationSchema.parse(JSON.parse(text));
      expect(sorted(parsed)).toBe(sorted(JSON.parse(text)));
      kinds.add(operation.op);
    }),
    { numRuns: 1_000 },
  );
  expect(kinds.size).toBeGreaterThan(20);
});

test("objects in an operation keep the order of their keys and __proto__", () => {
  const text = '{"op":"addStep","step":"s","entry":{"z":1,"__proto__":{"a":2},"name":"n"}}';
  expect(JSON.stringify(editOperationSchema.parse(JSON.parse(text)))).toBe(text);
});

test("what is no operation is refused with its place", () => {
  const refusals: [unknown, string][] = [
    [{ op: "patch", changes: [{ change: "key", at: "application", key: "name", to: {} }] }, "changes.0.key"],
    [{ op: "moveSteps", positions: [{ step: "s", x: "1", y: 0 }] }, "positions.0.x"],
    [{ op: "setParameter", step: "s", path: [] }, "path"],
    [{ op: "addNote", note: [] }, "note"],
    [{ op: "removeStep", step: "s", more: 1 }, ""],
  ];
  for (const [value, path] of refusals) {
    const { error } = editOperationSchema.safeParse(value);
    expect(error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  }
});

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))
      : item,
  );
}
