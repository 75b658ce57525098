import { expect, it } from "vitest";
import CompareLists from "../../../../core/steps/data/steps/CompareLists.ts";
import { runStep } from "../../../support/runStep.ts";

const source = [
  { sn: "A", name: "router", address: "10.0.0.1", updated: 1 },
  { sn: "B", name: "switch", address: "10.0.0.2", updated: 1 },
  { sn: "C", name: "printer", address: "10.0.0.3", updated: 1 },
];
const target = [
  { sn: "B", name: "switch", address: "10.0.0.9", updated: 2 },
  { sn: "C", name: "printer", address: "10.0.0.3", updated: 2, id: 77 },
  { sn: "D", name: "phone", address: "10.0.0.4", updated: 2 },
];
const compare = (params: object) =>
  runStep(CompareLists, { inputs: { source, target }, params: { key: ["sn"], ...params } });

it("finds new, removed, updated and unchanged rows", async () => {
  const { data, logs } = await compare({ ignore: ["updated"] });
  expect(data).toEqual({
    new: [source[0]],
    removed: [target[2]],
    updated: [
      { key: ["B"], source: source[1], target: target[0], changes: { address: { from: "10.0.0.9", to: "10.0.0.2" } } },
    ],
    unchanged: [source[2]],
    counts: { new: 1, removed: 1, updated: 1, unchanged: 1 },
  });
  expect(logs).toEqual([{ level: "flow", message: "1 new, 1 removed, 1 updated, 1 unchanged" }]);
});

it("compares only the fields that are named", async () => {
  const { data } = await compare({ compare: ["name"] });
  expect(data).toMatchObject({ counts: { new: 1, removed: 1, updated: 0, unchanged: 2 } });
});

it("writes a report with a status for each row", async () => {
  const { report } = await compare({ ignore: ["updated"], report: "Devices", report_unchanged: true });
  expect(report).toMatchObject([
    { table: "Devices", status: "New", row: { key: "A", name: "router" } },
    { table: "Devices", status: "Removed", row: { key: "D" } },
    { table: "Devices", status: "Updated", row: { key: "B", address: "10.0.0.2", changed: "address" } },
    { table: "Devices", status: "Unchanged", row: { key: "C" } },
  ]);
});

it("fails for a key that comes twice", async () => {
  const inputs = { source: [...source, { sn: "A" }], target };
  const { error } = await runStep(CompareLists, { inputs, params: { key: ["sn"] } });
  expect(error).toMatchObject({ name: "DuplicateKeyException", message: 'Two rows of the source have the key sn "A"' });
});

it("takes a step that saved nothing for an empty list", async () => {
  const { data } = await runStep(CompareLists, { inputs: { source: undefined, target }, params: { key: ["sn"] } });
  expect(data).toMatchObject({ counts: { new: 0, removed: 3 } });
});
