import { expect, it } from "vitest";
import RemoveDuplicates from "../../../../core/steps/data/steps/RemoveDuplicates.ts";
import { runStep } from "../../../support/runStep.ts";

const rows = [
  { email: "a@x", at: 1 },
  { email: "b@x", at: 2 },
  { at: 3, email: "a@x" },
  { at: 1, email: "a@x" },
];

it("keeps the first or the last of each, at the place of the first", async () => {
  const by = ["email"];
  expect((await runStep(RemoveDuplicates, { input: rows, params: { by } })).data).toEqual([rows[0], rows[1]]);
  expect((await runStep(RemoveDuplicates, { input: rows, params: { by, keep: "last" } })).data).toEqual([
    rows[3],
    rows[1],
  ]);
});

it("compares whole rows, whatever the order of their keys, and tells texts from numbers", async () => {
  expect((await runStep(RemoveDuplicates, { input: rows })).data).toEqual(rows.slice(0, 3));
  expect((await runStep(RemoveDuplicates, { input: [1, "1", 1, null, undefined] })).data).toEqual([
    1,
    "1",
    null,
    undefined,
  ]);
});
