import { describe, expect, test } from "vitest";
import { parseTemplate } from "../../core/template/parseTemplate.ts";

const path = (name: string, text = `\${${name}}`) => ({ kind: "path", name, text });
const argument = (...parts: unknown[]) => ({ quoted: false, parts });
const quoted = (...parts: unknown[]) => ({ quoted: true, parts });
const call = (text: string, args: unknown[], name = "f") => ({ kind: "stepFunc", name, args, text });

describe("text and tokens", () => {
  test.each<[string, unknown[]]>([
    ["", []],
    ["plain", ["plain"]],
    ["$", ["$"]],
    ["{x}", ["{x}"]],
    ["${a}", [path("a")]],
    ["x${a}y${b.c}", ["x", path("a"), "y", path("b.c")]],
    ["${a}${b}", [path("a"), path("b")]],
    ["${ a.b }", [path("a.b", "${ a.b }")]],
    ["${}", [path("")]],
    ["${config.Base URL (new)}", [{ kind: "config", name: "Base URL (new)", text: "${config.Base URL (new)}" }]],
    ["${config. x }", [{ kind: "config", name: " x ", text: "${config. x }" }]],
    ["${config.a${b}", [{ kind: "config", name: "a${b", text: "${config.a${b}" }]],
    ["${appvar.city}", [{ kind: "appvar", name: "city", text: "${appvar.city}" }]],
    ["${configuration}", [path("configuration")]],
    ["${step_function}", [path("step_function")]],
  ])("%j is read as its parts", (text, expected) => {
    expect(parseTemplate(text)).toEqual(expected);
  });

  test.each<[string, string]>([
    ["$${a}", "${a}"],
    ["$$${a}", "$${a}"],
    ["$${", "${"],
    ["a $${b} c", "a ${b} c"],
    ["$${step_func.f 1}", "${step_func.f 1}"],
  ])("%j is an escaped literal", (text, expected) => {
    expect(parseTemplate(text)).toEqual([expected]);
  });

  test.each(["${", "${a", "a ${b c", "${config.x", "${step_func.f 1", '${step_func.f "a}" 1', "${ ${ ${"])(
    "%j is not closed and stays text",
    (text) => {
      expect(parseTemplate(text)).toEqual([text]);
    },
  );

  test("tokens inside a step function that is never closed count on their own", () => {
    expect(parseTemplate("${step_func.f ${a} $${b ")).toEqual(["${step_func.f ", path("a"), " ${b "]);
    expect(parseTemplate("${a} ${step_func.f ${b} ${step_func.g ${c} ")).toEqual([
      path("a"),
      " ${step_func.f ",
      path("b"),
      " ${step_func.g ",
      path("c"),
      " ",
    ]);
  });
});

test("hundreds of thousands of tokens are read, in a function that is never closed as well", () => {
  const many = "${x}".repeat(300_000);
  expect(parseTemplate(many)).toHaveLength(300_000);
  expect(parseTemplate(`\${step_func.f ${many}`)).toHaveLength(300_001);
});

describe("step functions", () => {
  test.each<[string, unknown[]]>([
    ["${step_func.f}", []],
    ["${stepfunc.f}", []],
    ["${step_func.f }", []],
    ["${step_func.f 1 2}", [argument("1"), argument("2")]],
    ["${step_func.f  1   2 }", [argument("1"), argument("2")]],
    ['${step_func.f "a b" c}', [quoted("a b"), argument("c")]],
    ['${step_func.f "" x}', [quoted(), argument("x")]],
    ['${step_func.f "a } b"}', [quoted("a } b")]],
    ['${step_func.f 5" x}', [argument('5"'), argument("x")]],
    ['${step_func.f "}', [argument('"')]],
    ["${step_func.f ${a}}", [argument(path("a"))]],
    ["${step_func.f x${a}y}", [argument("x", path("a"), "y")]],
    ['${step_func.f "hello ${a b}" 1}', [quoted("hello ", path("a b")), argument("1")]],
    ["${step_func.f $${a}", [argument("${a")]],
    [
      "${step_func.f ${stepfunc.g ${a} 1} 2}",
      [argument(call("${stepfunc.g ${a} 1}", [argument(path("a")), argument("1")], "g")), argument("2")],
    ],
  ])("%j has its arguments", (text, args) => {
    expect(parseTemplate(text)).toEqual([call(text, args)]);
  });

  test("nesting deeper than any person writes stays text and ends nothing", () => {
    const deep = `${"${step_func.f ".repeat(20_000)}x${"}".repeat(20_000)}`;
    const [token, rest] = parseTemplate(deep);
    expect(token).toMatchObject({ kind: "stepFunc", name: "f" });
    expect(rest).toBe("}".repeat(20_000 - 50));
  });
});
