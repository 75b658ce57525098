import fc from "fast-check";
import { expect, test } from "vitest";
import { parseTemplate } from "../../../../core/template/parseTemplate.ts";
import { escapeTokens, hasOpenToken, modeOfValue, unescapeTokens } from "../../../../renderer/state/form/fieldMode.ts";

test("a value with variables is an expression, an escaped one is none", () => {
  expect(["${a}", "x ${config.b}", "$${a}", "plain", 5, ["${a}"], undefined].map(modeOfValue)).toEqual([
    "expression",
    "expression",
    "value",
    "value",
    "value",
    "value",
    "value",
  ]);
});

test("a literal is written so that the run reads it as it was typed, and comes back", () => {
  fc.assert(
    fc.property(fc.string(), (rest) => {
      const literal = `a\${${rest}`;
      fc.pre(!literal.includes("$$"));
      const written = escapeTokens(literal);
      expect(parseTemplate(written).join("")).toBe(literal);
      expect(unescapeTokens(written)).toBe(literal);
    }),
  );
});

test("what is never closed is found, also inside a function", () => {
  expect(["${a", "${step_func.f ${a}", "x ${a ${b}"].map(hasOpenToken)).toEqual([true, true, true]);
  expect(["${a}", "$${a", "{a}", '${step_func.f ${a} "}"}'].map(hasOpenToken)).toEqual([false, false, false, false]);
});
