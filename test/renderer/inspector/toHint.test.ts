import { expect, test } from "vitest";
import type { ParameterManifest } from "../../../core/model/StepManifest.ts";
import { toHint, toVariableHint } from "../../../renderer/inspector/toHint.ts";
import { text } from "../../../renderer/text/texts.ts";

const hintOf = (parameter: Partial<ParameterManifest>): string =>
  toHint({ name: "one", kind: "text", ...parameter }, text);

test("an empty field shows its default as a person would type it", () => {
  expect(hintOf({ defaultValue: "INBOX" })).toBe("INBOX (default)");
  expect(hintOf({ kind: "number", defaultValue: 0 })).toBe("0 (default)");
  expect(hintOf({ kind: "list", defaultValue: [0, 3] })).toBe("0, 3 (default)");
  expect(hintOf({ kind: "json", defaultValue: { a: 1 } })).toBe('{"a":1} (default)');
  const options = [{ value: "sub", label: "All below" }];
  expect(hintOf({ kind: "select", defaultValue: "sub", options })).toBe("All below (default)");
});

test("a default that holds nothing is no hint: an example is", () => {
  for (const defaultValue of ["", null, [], {}]) {
    expect(hintOf({ defaultValue, sampleValue: "Ada" })).toBe("Such as Ada");
    expect(hintOf({ defaultValue })).toBe("");
    expect(hintOf({ defaultValue, placeholder: "Its name" })).toBe("Its name");
  }
  expect(hintOf({ kind: "list", defaultValue: [], sampleValue: ["cn", "mail"] })).toBe("Such as cn, mail");
});

test("an application variable without a value shows its default, an example, or that it needs one", () => {
  const hint = (entry: object): string => toVariableHint({ name: "city", ...entry }, text);
  expect(hint({ default_value: "Bergen", sample_value: "Oslo", required: true })).toBe("Bergen (default)");
  expect(hint({ sample_value: "Oslo", required: true })).toBe("Such as Oslo");
  expect(hint({ required: true })).toBe("Needs a value");
  expect(hint({})).toBe("Value");
});
