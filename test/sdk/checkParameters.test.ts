import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../core/base/json.ts";
import type { ParameterManifest } from "../../core/model/StepManifest.ts";
import { checkParameters, throwParameterProblems } from "../../core/sdk/checkParameters.ts";

const parameters: ParameterManifest[] = [
  { name: "url", kind: "text", required: true },
  { name: "retries", kind: "number", min: 0, max: 5 },
  {
    name: "method",
    kind: "select",
    options: [{ value: "GET" }, { value: "POST" }],
    required: true,
    defaultValue: "GET",
  },
  { name: "auth", kind: "boolean", defaultValue: false },
  { name: "user", kind: "text", required: true, showWhen: { parameter: "auth", equals: true } },
  { name: "script", kind: "code", required: true, defaultValue: "${x}" },
];

const check = (values: JsonObject) =>
  checkParameters(parameters, values).map(({ parameter, kind }) => [parameter, kind]);

describe("checkParameters", () => {
  test.each<[string, JsonObject, unknown]>([
    ["all values there", { url: "http://h", retries: "3" }, []],
    ["nothing there", {}, [["url", "missing"]]],
    ["null is no value", { url: null }, [["url", "missing"]]],
    ['"" is no value for a required parameter', { url: "" }, [["url", "missing"]]],
    ['"" is no number', { url: "x", retries: "" }, []],
    ["a default fills in for a required one", { url: "x", method: null }, []],
    [
      "a value that does not fit",
      { url: "x", retries: 6, method: "PUT" },
      [
        ["retries", "wrong"],
        ["method", "wrong"],
      ],
    ],
    ["a value with a token is left to the run", { url: "${config.url}", retries: "${appvar.n}" }, []],
    ["a shown parameter is asked for", { url: "x", auth: "True" }, [["user", "missing"]]],
    ["a hidden one is not", { url: "x", auth: false }, []],
    ["one that depends on a token is asked for", { url: "x", auth: "${appvar.a}" }, [["user", "missing"]]],
    ["values that are not declared are ignored", { url: "x", foreign: { a: 1 } }, []],
  ])("%s", (_name, values, expected) => {
    expect(check(values)).toEqual(expected);
  });

  test("what objects inherit is no value", () => {
    const inherited: ParameterManifest = { name: "toString", kind: "text", required: true };
    expect(checkParameters([inherited], {})).toMatchObject([{ parameter: "toString", kind: "missing" }]);
  });

  test("one exception holds every problem", () => {
    const problems = checkParameters(parameters, { retries: 6 });
    expect(() => throwParameterProblems(problems)).toThrow(
      expect.objectContaining({
        name: "MissingParameterException",
        message: 'Required parameter "url" has no value; Parameter "retries" takes at most 5, not 6',
        parameters: ["url", "retries"],
      }),
    );
    expect(() => throwParameterProblems(problems.slice(1))).toThrow(
      expect.objectContaining({ name: "ParameterValueException", parameters: ["retries"] }),
    );
    expect(() => throwParameterProblems([])).not.toThrow();
  });
});
