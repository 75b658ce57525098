import { expect, test } from "vitest";
import { renameClass } from "../../core/model/renameClass.ts";

test("the exported class is called like its file, where that is possible and it was", () => {
  const text = "// Old\nexport  default class Old extends BaseStep {}\nclass Older {}\n";
  const renamed = "// Old\nexport default class New extends BaseStep {}\nclass Older {}\n";
  expect(renameClass(text, { from: "Old", to: "New" })).toBe(renamed);
  expect(renameClass(text, { from: "Old", to: "my-class" })).toBe(text);
  expect(renameClass(text, { from: "Other", to: "New" })).toBe(text);
});
