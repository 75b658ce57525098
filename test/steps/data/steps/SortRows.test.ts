import { expect, it } from "vitest";
import SortRows from "../../../../core/steps/data/steps/SortRows.ts";
import { runStep } from "../../../support/runStep.ts";

it("sorts by several fields, stable, missing last in both directions", async () => {
  const rows = [
    { n: 1, country: "NO", total: 5 },
    { n: 2, country: "DE", total: 7 },
    { n: 3, country: "no", total: 9 },
    { n: 4, total: 1 },
    { n: 5, country: "DE", total: 7 },
  ];
  const sort = async (by: Record<string, string>) => {
    const { data } = await runStep(SortRows, { input: rows, params: { by } });
    return (data as { n: number }[]).map(({ n }) => n);
  };
  expect(await sort({ country: "ascending", total: "descending" })).toEqual([2, 5, 3, 1, 4]);
  expect(await sort({ country: "descending", total: "asc" })).toEqual([1, 3, 2, 5, 4]);
});

it("sorts texts as people read them, or by their characters", async () => {
  const input = ["item 10", "Item 2", "item 1"];
  expect((await runStep(SortRows, { input })).data).toEqual(["item 1", "Item 2", "item 10"]);
  expect((await runStep(SortRows, { input, params: { natural: false } })).data).toEqual([
    "Item 2",
    "item 1",
    "item 10",
  ]);
});

it("puts numbers before dates before texts", async () => {
  const date = new Date(0);
  expect((await runStep(SortRows, { input: ["a", null, date, 3, 2n] })).data).toEqual([2n, 3, date, "a", null]);
});

it("names a direction it does not know", async () => {
  const { error } = await runStep(SortRows, { input: [], params: { by: { a: "up" } } });
  expect(error?.message).toBe('Field "a" is sorted "up"; write ascending or descending');
});
