import { expect, test } from "vitest";
import { readForm } from "../../../../renderer/state/form/readForm.ts";
import { everyKind } from "../../support/everyKind.ts";

test("sections stand in the order of their first parameter, what is advanced apart", () => {
  const form = readForm(everyKind);
  expect(form.map(({ title }) => title)).toEqual(["", "Access", "Time", "Places"]);
  expect(form.at(-1)?.fields.map(({ name }) => name)).toEqual(["hall", "source", "child", "lane", "code"]);
  expect(form.at(-1)?.advanced.map(({ name }) => name)).toEqual(["path", "database"]);
  expect(readForm(everyKind)).toBe(form);
});
