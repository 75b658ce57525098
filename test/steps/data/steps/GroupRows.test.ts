import { expect, it } from "vitest";
import GroupRows from "../../../../core/steps/data/steps/GroupRows.ts";
import { runStep } from "../../../support/runStep.ts";

const orders = [
  { country: "NO", product: "pump", total: 5, customer: { id: 1 } },
  { country: "DE", product: "pump", total: "7.5", customer: { id: 2 } },
  { country: "NO", product: "valve", total: 10, customer: { id: 1 } },
  { country: "NO", product: "valve", customer: { id: 3 } },
];

it("groups in the order of first appearance and makes every kind of value", async () => {
  const values = {
    n: "count",
    totals: "count total",
    sum: "sum total",
    mean: "average total",
    least: "min total",
    most: "max total",
    one: "first product",
    end: "last product",
    all: "list product",
    customers: "distinct customer.id",
  };
  const { data } = await runStep(GroupRows, { input: orders, params: { by: ["country"], values } });
  const pumps = { n: 1, totals: 1, sum: 7.5, mean: 7.5, least: "7.5", most: "7.5", one: "pump", end: "pump" };
  expect(data).toEqual([
    {
      country: "NO",
      ...{ n: 3, totals: 2, sum: 15, mean: 7.5, least: 5, most: 10, one: "pump", end: "valve" },
      all: ["pump", "valve", "valve"],
      customers: [1, 3],
    },
    { country: "DE", ...pumps, all: ["pump"], customers: [2] },
  ]);
});

it("makes one group of everything, and can keep the rows", async () => {
  const { data } = await runStep(GroupRows, { input: [1, 2], params: { rows: "rows" } });
  expect(data).toEqual([{ count: 2, rows: [1, 2] }]);
});

it("fails for what is no number and for what it does not know", async () => {
  const run = async (values: Record<string, string>) =>
    (await runStep(GroupRows, { input: orders, params: { values } })).error?.message;
  expect(await run({ x: "sum product" })).toBe('Value "x" adds numbers, but found "pump"');
  expect(await run({ x: "median total" })).toMatch(/^Value "x" is "median total"; write count, or one of /);
  expect(await run({ x: "sum" })).toMatch(/^Value "x" is "sum"; /);
});
