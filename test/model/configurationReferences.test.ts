import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../core/base/json.ts";
import {
  listConfigurationReferences,
  listReferences,
  resolveReferences,
} from "../../core/model/configurationReferences.ts";

const resolve = (value: JsonValue) => resolveReferences(value, ({ kind, name }) => `<${kind} ${name}>`);

describe("references in a value of a configuration", () => {
  it.each<[JsonValue, JsonValue]>([
    ["$SECRET(crm.pw)", "<secret crm.pw>"],
    ["https://me:$SECRET(pw)@$ENV(HOST)/", "https://me:<secret pw>@<env HOST>/"],
    [
      { a: ["$ENV(A)", 1, null], b: { c: "x" } },
      { a: ["<env A>", 1, null], b: { c: "x" } },
    ],
    ["$$SECRET(pw) and $$ENV(A)", "$SECRET(pw) and $ENV(A)"],
    ["$SECRET", "$SECRET"],
    ["$secret(a) SECRET(a) $ENV(a(b))", "$secret(a) SECRET(a) $ENV(a(b))"],
    [7, 7],
  ])("%j becomes %j", (value, expected) => expect(resolve(value)).toEqual(expected));

  it("are not looked for in what was put in", () => {
    expect(resolveReferences("$SECRET(a)", () => "$ENV(B) $& $1")).toBe("$ENV(B) $& $1");
  });

  it("keep odd keys of objects", () => {
    const value = JSON.parse('{"__proto__":"$ENV(A)"}') as JsonValue;
    expect(JSON.stringify(resolve(value))).toBe('{"__proto__":"<env A>"}');
  });

  it("are listed as written, without literal ones", () => {
    expect(listReferences(["$SECRET(a) $ENV(B)", "$$ENV(C)"])).toEqual([
      { kind: "secret", name: "a", token: "$SECRET(a)" },
      { kind: "env", name: "B", token: "$ENV(B)" },
    ]);
  });

  it("are none in an encrypted value, which is taken as it is", () => {
    const document = {
      name: "prod",
      configuration_data: [
        { name: "open", value: "$SECRET(a)" },
        { name: "closed", value: "$SECRET(b)", encrypted: true },
        { name: "unset" },
      ],
    };
    expect(listConfigurationReferences(document)).toEqual([
      { kind: "secret", name: "a", token: "$SECRET(a)", variable: "open" },
    ]);
  });
});
