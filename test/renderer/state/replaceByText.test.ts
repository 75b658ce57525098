import { expect, test } from "vitest";
import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import { replaceByText } from "../../../renderer/state/edits/replaceByText.ts";
import { buildEditState } from "../support/buildEditState.ts";

const state = buildEditState({ a: { message: "x" }, b: {} });
const createId = () => "id-new";

test("a text replaces the document as one operation, and steps keep their id, renamed ones as well", () => {
  const document = {
    name: "app",
    steps: [
      { name: "c", file: "Wait" },
      { name: "renamed", file: "Log" },
      { name: "a", file: "Log" },
    ],
  };
  const replaced = replaceByText(state, { text: JSON.stringify(document), createId });
  if (!replaced.ok || replaced.operations[0] === undefined) throw new Error("It was refused.");
  const next = applyOperation(state, replaced.operations[0]).state;
  expect(next).toEqual({ document, stepIds: ["id-new", "id-b", "id-a"] });
});

test("the same text changes nothing, and what is no application is refused with line and column", () => {
  expect(replaceByText(state, { text: JSON.stringify(state.document), createId })).toEqual({
    ok: true,
    operations: [],
  });
  expect(replaceByText(state, { text: '{\n "steps": x }', createId })).toMatchObject({
    ok: false,
    reason: expect.stringContaining("Line 2, column 11"),
  });
  expect(replaceByText(state, { text: '{"steps": 1}', createId }).ok).toBe(false);
});
