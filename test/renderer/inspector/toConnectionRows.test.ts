import { expect, test } from "vitest";
import { toConnectionRows } from "../../../renderer/inspector/controls/toConnectionRows.ts";

const connections = [
  { name: "erp", kind: "postgresql", friendlyName: "The ERP" },
  { name: "shop", kind: "mysql", friendlyName: "" },
  { name: "web", kind: "postgresql", friendlyName: "web" },
];

test("a list offers the connections of the kinds that fit, and shows what is chosen whatever it is", () => {
  const kinds = ["postgresql"];
  const fitting = [
    { value: "erp", label: "The ERP (erp)" },
    { value: "web", label: "web" },
  ];
  expect(toConnectionRows(connections, { kinds, chosen: "" })).toEqual(fitting);
  expect(toConnectionRows(connections, { kinds, chosen: "web" })).toEqual(fitting);
  expect(toConnectionRows(connections, { kinds, chosen: "shop" })).toEqual([
    ...fitting,
    { value: "shop", label: "shop" },
  ]);
  expect(toConnectionRows(connections, { kinds: [], chosen: "" })).toHaveLength(3);
  expect(toConnectionRows([], { kinds, chosen: "gone" })).toEqual([{ value: "gone", label: "gone" }]);
});
