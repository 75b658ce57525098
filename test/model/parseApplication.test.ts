import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseApplication } from "../../core/model/parseApplication.ts";

describe("parsing an application", () => {
  it("gives the document as written and its name beside it", () => {
    const text = '{"steps": [{"name": "A", "file": "X"}], "app_variables": [], "x": 1}';
    expect(parseApplication(text, { fileName: "dir/My flow.json" })).toEqual({
      ok: true,
      document: JSON.parse(text),
      name: "My_flow",
      problems: [],
    });
  });

  it("takes the document's own name first, made valid when it is not", () => {
    const parse = (name: string) => parseApplication(JSON.stringify({ name, steps: [] }), { fileName: "file.json" });
    expect(parse("orders")).toMatchObject({ name: "orders" });
    expect(parse("my orders")).toMatchObject({ name: "my_orders", document: { name: "my orders" } });
    expect(parse("")).toMatchObject({ name: "file" });
    expect(parseApplication('{"steps": []}')).toMatchObject({ ok: true, name: undefined });
  });

  it("gives line and column for broken JSON", () => {
    expect(parseApplication('{\n  "steps": [],\n}')).toEqual({
      ok: false,
      position: { line: 3, column: 1, offset: 17 },
      problems: [
        {
          severity: "error",
          code: "invalid_json",
          path: "$",
          message: 'Line 3, column 1: Expected a property name in double quotes, found "}".',
        },
      ],
    });
  });

  it("refuses what is no object with a list of step objects", () => {
    const codes = (text: string) => {
      const parsed = parseApplication(text);
      return parsed.ok ? "ok" : parsed.problems.map((problem) => problem.code);
    };
    expect(codes("[]")).toEqual(["not_an_object"]);
    expect(codes('{"app_variables": []}')).toEqual(["no_steps"]);
    expect(codes('{"app_variables": [], "steps": {}}')).toEqual(["steps_not_a_list"]);
    expect(codes('{"app_variables": [], "steps": [1, {"name": "A", "file": "X"}]}')).toEqual(["step_not_an_object"]);
  });

  it("accepts a document with errors and lists them", () => {
    const parsed = parseApplication('{"steps": [{"name": "A", "file": "X", "output_to": ["Nobody"]}]}');
    expect(parsed.ok).toBe(true);
    expect(parsed.problems.map((problem) => problem.code)).toEqual(["missing_app_variables", "unknown_edge_target"]);
  });

  it("never throws, whatever the text", () => {
    const shaped = fc.record(
      {
        name: fc.jsonValue(),
        app_variables: fc.oneof(
          fc.jsonValue(),
          fc.array(fc.dictionary(fc.constantFrom("name", "value", "required"), fc.jsonValue())),
        ),
        layout: fc.jsonValue(),
        steps: fc.oneof(
          fc.jsonValue(),
          fc.array(
            fc.dictionary(
              fc.constantFrom(
                "name",
                "file",
                "output_to",
                "data_from",
                "error_to",
                "routes",
                "disabled",
                "retry_max",
                "__proto__",
              ),
              fc.oneof(fc.jsonValue(), fc.constantFrom("a", "b"), fc.array(fc.constantFrom("a", "b"))),
            ),
          ),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(shaped, (value) => typeof parseApplication(JSON.stringify(value)).ok === "boolean"));
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof parseApplication(text).ok === "boolean"));
  });
});
