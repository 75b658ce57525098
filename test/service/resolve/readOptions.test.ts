import { expect, test } from "vitest";
import { readOptions } from "../../../core/service/resolve/readOptions.ts";

test("values and values with labels are choices", () => {
  expect(readOptions(["a", 1, { value: true, label: "Yes" }, { value: "b", more: 1 }], "list")).toEqual({
    options: [{ value: "a" }, { value: 1 }, { value: true, label: "Yes" }, { value: "b" }],
    more: 0,
  });
});

test("of many choices the first ones are given and the rest is counted", () => {
  const list = readOptions(
    Array.from({ length: 1_200 }, (_, index) => index),
    "list",
  );
  expect(list).toMatchObject({ more: 200 });
  expect("options" in list && list.options).toHaveLength(1_000);
});

test("anything else is no list of choices, with its place", () => {
  expect(readOptions(undefined, "list")).toEqual({ problem: '"list" gives no list.' });
  expect(readOptions(["a", { label: "x" }], "list")).toEqual({
    problem: '"list" gives no choice at 1: neither a value nor {value, label}.',
  });
});
