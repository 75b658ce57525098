import { expect, test } from "vitest";
import { createMemberReader } from "../../../core/model/operations/createMemberReader.ts";
import { buildState } from "./buildState.ts";

test("a member is an id of here, an id of elsewhere that the layout explains, or a name", () => {
  const layout = {
    steps: [
      { id: "elsewhere", step: "B" },
      { id: "id of A", step: "B" },
    ],
  };
  const read = createMemberReader(buildState({ steps: [{ name: "A" }, { name: "B" }], layout }));
  expect(["id of A", "elsewhere", "A", "gone"].map(read)).toEqual(["id of A", "id of B", "id of A", "gone"]);
});

test("an odd layout explains nothing", () => {
  const read = createMemberReader(buildState({ steps: [{ name: "A" }], layout: [1] }));
  expect(["A", "x"].map(read)).toEqual(["id of A", "x"]);
});
