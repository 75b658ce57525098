import { expect, test } from "vitest";
import type { JsonObject } from "../../../core/base/json.ts";
import { matchStepIds } from "../../../core/model/operations/matchStepIds.ts";

const step = (name: string, more: JsonObject = {}): JsonObject => ({ name, file: "Log", ...more });

const before = {
  document: { steps: [step("a", { message: "1" }), step("b", { message: "2" }), step("c", { file: "Wait" })] },
  stepIds: ["id-a", "id-b", "id-c"],
};

function match(steps: JsonObject[], more: JsonObject = {}, known: Record<string, string> = {}): string[] {
  return matchStepIds({ steps, ...more }, { before, known, createId: (name) => `new-${name}` });
}

test("a step keeps its id under its name, wherever it stands and whatever it became", () => {
  expect(match([step("c"), step("a", { file: "Wait" })])).toEqual(["id-c", "id-a"]);
});

test("a step of another name keeps its id when nothing else of it changed", () => {
  const moved = step("last", { message: "1" });
  expect(match([step("b"), step("first"), step("c"), moved])).toEqual(["id-b", "new-first", "id-c", "id-a"]);
});

test("a step of another name and content keeps its id at the same place with the same class", () => {
  expect(match([step("x", { message: "9" }), step("b"), step("c")])).toEqual(["id-a", "id-b", "id-c"]);
  expect(match([step("x", { message: "8" }), step("y", { message: "9" }), step("z", { file: "Wait" })])).toEqual([
    "id-a",
    "id-b",
    "id-c",
  ]);
  expect(match([step("a"), step("b"), step("x", { file: "Script" })])).toEqual(["id-a", "id-b", "new-x"]);
});

test("the layout tells which step got another name", () => {
  const layout = { version: 1, steps: [{ id: "id-a", step: "y", x: 0, y: 0 }] };
  expect(match([step("y", { file: "Script" }), step("x"), step("c")], { layout })).toEqual(["id-a", "id-b", "id-c"]);
});

test("a name that an earlier document knew comes back with its id, and none is given twice", () => {
  expect(match([step("a"), step("old")], {}, { old: "id-old", a: "id-wrong" })).toEqual(["id-a", "id-old"]);
  const twice = match([step("a"), step("a"), step("a")]);
  expect(twice[0]).toBe("id-a");
  expect(twice.slice(1)).toEqual(["id-b", "new-a"]);
});

test("steps without a name or that are no objects have an id as well", () => {
  const ids = matchStepIds(
    { steps: [1, { file: "Log" }] },
    { before: { document: {}, stepIds: [] }, createId: create },
  );
  expect(ids).toEqual(["id 1", "id 2"]);
});

let count = 0;
function create(): string {
  count += 1;
  return `id ${count}`;
}
