import { expect, test } from "vitest";
import { diffDocuments } from "../../../core/model/diff/diffDocuments.ts";
import { groupDiff } from "../../../renderer/state/diff/groupDiff.ts";
import { buildEditState } from "../support/buildEditState.ts";

test("differences are grouped by step, variable and application, with the keys a person knows", () => {
  const from = buildEditState(
    { a: { message: "x", headers: { one: 1 } }, b: {}, c: {} },
    { description: "old", app_variables: [{ name: "v", value: 1 }] },
  );
  const to = buildEditState(
    { a: { message: "y", headers: { one: 2 } }, c: {}, new: {} },
    { description: "new", app_variables: [{ name: "v", value: 2 }] },
  );
  const groups = groupDiff(diffDocuments(from, to));
  expect(groups.map(({ of, kind, name }) => [of, kind, name])).toEqual([
    ["application", "changed", undefined],
    ["variable", "changed", "v"],
    ["step", "removed", "b"],
    ["step", "changed", "a"],
    ["step", "added", "new"],
  ]);
  expect(groups[0]?.fields).toEqual([{ path: "description", from: "old", to: "new" }]);
  expect(groups[1]?.fields).toEqual([{ path: "value", from: 1, to: 2 }]);
  expect(groups[3]).toMatchObject({
    id: "id-a",
    isMoved: false,
    fields: [
      { path: "message", from: "x", to: "y" },
      { path: "headers.one", from: 1, to: 2 },
    ],
  });
});

test("a step that only stands elsewhere in the list says so and has no fields", () => {
  const from = buildEditState({ a: {}, b: {} });
  const to = {
    document: {
      ...from.document,
      steps: [
        { name: "b", file: "Log" },
        { name: "a", file: "Log" },
      ],
    },
    stepIds: ["id-b", "id-a"],
  };
  const [group] = groupDiff(diffDocuments(from, to));
  expect(group).toMatchObject({ kind: "changed", isMoved: true, fields: [] });
});
