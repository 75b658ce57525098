import { describe, expect, it } from "vitest";
import { formatJson } from "../../core/base/json.ts";
import { parseConfiguration } from "../../core/model/parseConfiguration.ts";
import { readConfiguration } from "../../core/model/readConfiguration.ts";

const document = {
  name: "prod",
  friendly_name: "Production",
  other: { kept: true },
  configuration_data: [
    { name: "Base URL", value: "http://x", encrypted: false },
    { name: "__proto__", value: { a: [1] } },
    { encrypted: "True", name: "Password", value: "sluice:v1:k:AAAA" },
    { name: "unset", encrypted: true },
    { name: "", value: "nameless" },
  ],
};

describe("parsing a configuration", () => {
  it("gives the document as written and its name", () => {
    expect(parseConfiguration(formatJson(document))).toEqual({ ok: true, document, name: "prod", problems: [] });
  });

  it("takes a missing name from the file", () => {
    const parsed = parseConfiguration('{"configuration_data": []}', { fileName: "x/my prod.json" });
    expect(parsed).toMatchObject({ ok: true, name: "my_prod" });
  });

  it("gives line and column for broken JSON", () => {
    expect(parseConfiguration("{\n]")).toMatchObject({ ok: false, position: { line: 2, column: 1 } });
  });

  it("lists all problems, and never a value", () => {
    const parsed = parseConfiguration(
      '{"configuration_data": [1, {"value": "hunter2"}, {"name": "a", "value": "hunter2", "encrypted": "hunter2"}, {"name": "a"}]}',
    );
    expect(parsed.ok).toBe(false);
    expect(parsed.problems.map(({ severity, code, path }) => `${severity} ${code} ${path}`)).toEqual([
      "error invalid_configuration_variable $.configuration_data[0]",
      "error invalid_configuration_variable $.configuration_data[1]",
      "error wrong_type $.configuration_data[2].encrypted",
      "warning duplicate_configuration_variable $.configuration_data[3]",
    ]);
    expect(JSON.stringify(parsed)).not.toContain("hunter2");
  });

  it.each(["[]", "{}", '{"configuration_data": {}}', "5"])("refuses %s", (text) => {
    expect(parseConfiguration(text)).toMatchObject({ ok: false });
  });
});

describe("the view of a configuration", () => {
  it("keeps names with spaces, values as written, and says what is encrypted", () => {
    expect(readConfiguration(document)).toEqual({
      name: "prod",
      friendlyName: "Production",
      variables: [
        { name: "Base URL", value: "http://x", encrypted: false },
        { name: "__proto__", value: { a: [1] }, encrypted: false },
        { name: "Password", value: "sluice:v1:k:AAAA", encrypted: true },
        { name: "unset", value: undefined, encrypted: true },
        { name: "", value: "nameless", encrypted: false },
      ],
    });
  });

  it("never throws and takes the first of two of one name", () => {
    const view = readConfiguration({
      configuration_data: [1, { value: 1 }, { name: "a", value: 1 }, { name: "a", value: 2 }],
    });
    expect(view.variables).toEqual([{ name: "a", value: 1, encrypted: false }]);
    expect(readConfiguration({ configuration_data: "x" }).variables).toEqual([]);
  });
});
