import { expect, test } from "vitest";
import { nameClass } from "../../core/model/nameClass.ts";

test("a class is called otherwise where it says its name as a text, and is left alone where it makes it", () => {
  const text =
    'class A extends BaseStep {\n  override friendlyName = "The \\"old\\" one";\n  override author = "b";\n}\n';
  expect(nameClass(text, 'New $& "one"')).toBe(
    'class A extends BaseStep {\n  override friendlyName = "New $& \\"one\\"";\n  override author = "b";\n}\n',
  );
  expect(nameClass("override friendlyName = 'x';", "y")).toBe('override friendlyName = "y";');
  const made = "override friendlyName = nameOf(this);";
  expect(nameClass(made, "y")).toBe(made);
});
