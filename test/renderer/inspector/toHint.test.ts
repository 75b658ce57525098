import { expect, test } from "vitest";
import type { ParameterManifest } from "../../../core/model/StepManifest.ts";
import { toHint } from "../../../renderer/inspector/toHint.ts";
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
