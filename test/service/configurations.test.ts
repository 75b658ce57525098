import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../core/base/json.ts";
import { sealConfiguration } from "../../core/service/configurations/sealConfiguration.ts";
import { fromPlainText, secretTexts, toPlainText } from "../../core/service/configurations/secretValue.ts";
import { variableContext } from "../../core/service/configurations/variableContext.ts";
import { createVault } from "../../core/store/vault/createVault.ts";

const vault = createVault({ key: "one" });
const otherVault = createVault({ key: "two" });
const seal = (data: JsonValue[], name = "prod") =>
  sealConfiguration({ name, configuration_data: data }, { name, vault });

describe("sealConfiguration", () => {
  it("encrypts plain text where it is asked to, and nothing else", () => {
    const { document, unset } = seal([
      { name: "a", value: "plain" },
      { name: "b", encrypted: "True", value: "secret", note: "kept" },
      { name: "c", encrypted: true },
    ]);
    const data = document.configuration_data as { value?: string }[];
    expect(data[0]).toEqual({ name: "a", value: "plain" });
    expect(data[1]).toMatchObject({ name: "b", encrypted: "True", note: "kept" });
    expect(vault.decrypt(data[1]?.value ?? "", variableContext("prod", "b"))).toBe("secret");
    expect([data[2], unset]).toEqual([{ name: "c", encrypted: true }, []]);
  });

  it("keeps ciphertext of this key as it is", () => {
    const once = seal([{ name: "a", value: "secret", encrypted: true }]).document;
    expect(sealConfiguration(once, { name: "prod", vault }).document).toEqual(once);
  });

  it("unsets ciphertext of another key", () => {
    const foreign = otherVault.encrypt("x", variableContext("prod", "a"));
    const { document, unset } = seal([{ name: "a", value: foreign, encrypted: true }]);
    expect([document.configuration_data, unset]).toEqual([[{ name: "a", value: null, encrypted: true }], ["a"]]);
  });

  it("takes ciphertext that was moved to another variable for plain text: it opens only in its place", () => {
    const moved = vault.encrypt("x", variableContext("prod", "other"));
    const { document } = seal([{ name: "a", value: moved, encrypted: true }]);
    const [entry] = document.configuration_data as { value: string }[];
    expect(vault.decrypt(entry?.value ?? "", variableContext("prod", "a"))).toBe(moved);
  });

  it("gives a document without a name the one it is stored under", () => {
    expect(sealConfiguration({ configuration_data: [] }, { name: "prod", vault }).document).toEqual({
      name: "prod",
      configuration_data: [],
    });
  });
});

describe("the plain text of a secret value", () => {
  it("gives back every JSON value, and is the text itself for text", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as JsonValue;
        expect(fromPlainText(toPlainText(json))).toEqual(json);
      }),
    );
    expect([toPlainText("a"), fromPlainText(toPlainText("\u0000json:1"))]).toEqual(["a", "\u0000json:1"]);
  });

  it("names every text and number that gives it away", () => {
    expect(secretTexts({ user: "me", keys: ["k1", 42, null, true] })).toEqual(["me", "k1", "42"]);
  });
});
