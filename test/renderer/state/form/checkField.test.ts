import { expect, test } from "vitest";
import type { JsonValue } from "../../../../core/base/json.ts";
import { checkField } from "../../../../renderer/state/form/checkField.ts";
import { everyKind } from "../../support/everyKind.ts";

function check(name: string, value?: JsonValue): unknown {
  const parameter = everyKind.parameters.find((one) => one.name === name);
  if (parameter === undefined) throw new Error(`There is no parameter ${name}.`);
  const problem = checkField(parameter, value === undefined ? {} : { [name]: value });
  return problem?.kind === "wrong" ? problem.reason : problem?.kind;
}

test("a value is checked as a run checks it", () => {
  expect(check("url")).toBe("missing");
  expect(check("retries", 9)).toBe("Takes at most 5, not 9");
  expect(check("retries", "many")).toBe('Takes a number, not "many"');
  expect(check("code", "ab")).toBe('Takes text that matches [A-Z]{3}, not "ab"');
  expect(check("since", "soon")).toContain("Takes a date");
  expect(check("schedule", "every day")).toContain("has 2 fields instead of 5");
  expect([
    check("url", "http://x"),
    check("retries"),
    check("retries", "${appvar.n}"),
    check("schedule", "* * * * *"),
  ]).toEqual([undefined, undefined, undefined, undefined]);
});

test("a secret takes a configuration variable and nothing else", () => {
  expect([
    check("password", "hunter2"),
    check("password", "${config.token}"),
    check("password", "x ${config.token}"),
  ]).toEqual(["literalSecret", undefined, "literalSecret"]);
});

test("a token that is never closed is said, but not in code", () => {
  expect([check("body", "Hello ${name"), check("script", "`${a")]).toEqual(["openToken", undefined]);
});
