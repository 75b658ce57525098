import { expect, it } from "vitest";
import MergeByKey from "../../../../core/steps/data/steps/MergeByKey.ts";
import { runStep } from "../../../support/runStep.ts";

const devices = [
  { id: 1, name: "router" },
  { id: 2, name: "switch" },
  { id: 3, name: "printer" },
];
const owners = [
  { device: 2, name: "Ada" },
  { device: 2, name: "Grace" },
  { device: 9, name: "Nobody" },
];
const merge = async (params: object) =>
  runStep(MergeByKey, {
    inputs: { devices, owners },
    params: { key: ["id"], right_key: ["device"], right_name: "owner", ...params },
  });

it.each([
  [
    "matching",
    [
      ["switch", "Ada"],
      ["switch", "Grace"],
    ],
  ],
  [
    "left",
    [
      ["router", null],
      ["switch", "Ada"],
      ["switch", "Grace"],
      ["printer", null],
    ],
  ],
  [
    "right",
    [
      ["switch", "Ada"],
      ["switch", "Grace"],
      [undefined, "Nobody"],
    ],
  ],
  [
    "all",
    [
      ["router", null],
      ["switch", "Ada"],
      ["switch", "Grace"],
      ["printer", null],
      [undefined, "Nobody"],
    ],
  ],
])("keeps %s", async (keep, expected) => {
  const { data } = await merge({ keep });
  const rows = data as { name?: string; owner: { name: string } | null }[];
  expect(rows.map(({ name, owner }) => [name, owner?.name ?? null])).toEqual(expected);
});

it("adds the fields of the right row, which win", async () => {
  const { data } = await merge({ right_name: "" });
  expect(data).toEqual([
    { id: 2, device: 2, name: "Ada" },
    { id: 2, device: 2, name: "Grace" },
  ]);
});

it("takes the lists of the steps that are named", async () => {
  const { data } = await runStep(MergeByKey, {
    inputs: { a: [{ k: 1, from: "a" }], b: [{ k: 1, from: "b" }] },
    params: { left: "b", key: ["k"], right_name: "other" },
  });
  expect(data).toEqual([{ k: 1, from: "b", other: { k: 1, from: "a" } }]);
});

it("says what is missing", async () => {
  const { error } = await runStep(MergeByKey, { inputs: { a: [] }, params: { key: ["k"] } });
  expect(error?.message).toBe(
    'Two lists are needed, but only "a" comes before this step; wire another step to this one',
  );
  const wrong = await runStep(MergeByKey, { inputs: { a: [], b: "text" }, params: { key: ["k"] } });
  expect(wrong.error?.message).toBe('Step "b" gives string, but a list is needed');
});
