import { expect, test } from "vitest";
import { nameStepIds } from "../../../core/model/operations/nameStepIds.ts";

test("ids by name: the first of a name counts, a step without one has no place, __proto__ is a name", () => {
  const document = JSON.parse('{"steps":[{"name":"a"},{"name":"a"},{},{"name":""},{"name":"__proto__"},5]}');
  const ids = nameStepIds({ document, stepIds: ["1", "2", "3", "4", "5", "6"] });
  expect(JSON.stringify(ids)).toBe('{"a":"1","__proto__":"5"}');
});
