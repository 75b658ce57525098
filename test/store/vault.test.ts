import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createVault } from "../../core/store/vault/createVault.ts";
import { tempFolder } from "../support/tempFolder.ts";

const hex = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

describe("a vault", () => {
  test("gives back what it encrypted, in the documented form, never twice alike", () => {
    const vault = createVault({ key: hex });
    const cipher = vault.encrypt("pässword 👋", "prod/password");
    expect(cipher).toMatch(new RegExp(`^sluice:v1:${vault.keyId}:[A-Za-z0-9+/]+=*$`));
    expect(vault.decrypt(cipher, "prod/password")).toBe("pässword 👋");
    expect(vault.encrypt("pässword 👋", "prod/password")).not.toBe(cipher);
    expect(vault.decrypt(vault.encrypt("", "empty"), "empty")).toBe("");
  });

  test("refuses another context, changed text and another key", () => {
    const vault = createVault({ key: hex });
    const cipher = vault.encrypt("secret", "prod/password");
    const changed = `${cipher.slice(0, 30)}${cipher[30] === "A" ? "B" : "A"}${cipher.slice(31)}`;
    const refused = expect.objectContaining({ code: "key_missing" });
    expect(() => vault.decrypt(cipher, "prod/user")).toThrow(refused);
    expect(() => vault.decrypt(changed, "prod/password")).toThrow(refused);
    expect(() => vault.decrypt("plain", "prod/password")).toThrow(refused);
    expect(() => createVault({ key: "other" }).decrypt(cipher, "prod/password")).toThrow(refused);
  });

  test("says of a text whether it is ours, of another key, or plain", () => {
    const vault = createVault({ key: hex });
    const cipher = vault.encrypt("secret", "prod/password");
    expect(vault.inspect(cipher, "prod/password")).toBe("ours");
    expect(vault.inspect(cipher, "prod/user")).toBe("plain");
    expect(vault.inspect("secret", "prod/password")).toBe("plain");
    expect(vault.inspect("sluice:v1:xyz", "prod/password")).toBe("plain");
    expect(createVault({ key: "other" }).inspect(cipher, "prod/password")).toBe("foreign");
  });

  test("wraps data keys of 32 bytes", () => {
    const vault = createVault({ key: hex });
    const wrapped = vault.createDataKey();
    expect(vault.unwrapDataKey(wrapped)).toHaveLength(32);
    expect(vault.unwrapDataKey(wrapped)).toEqual(vault.unwrapDataKey(wrapped));
    expect(vault.unwrapDataKey(vault.createDataKey())).not.toEqual(vault.unwrapDataKey(wrapped));
    const many = Array.from({ length: 40 }, () => vault.createDataKey());
    const keys = many.map((one) => Buffer.from(vault.unwrapDataKey(one)).toString("hex"));
    expect(new Set(keys).size).toBe(40);
    expect(many.map((one) => Buffer.from(vault.unwrapDataKey(one)).toString("hex"))).toEqual(keys);
    expect(() => createVault({ key: "other" }).unwrapDataKey(wrapped)).toThrow("Restore the key");
  });
});

describe("the key", () => {
  test("is the same written in hexadecimal and in base64", () => {
    const base64 = Buffer.from(hex, "hex").toString("base64");
    expect(createVault({ key: base64 }).keyId).toBe(createVault({ key: `${hex}\n` }).keyId);
  });

  test("is derived from any other text", () => {
    const [a, b] = [createVault({ key: "correct horse" }), createVault({ key: "correct horse" })];
    expect(b.decrypt(a.encrypt("x", "c"), "c")).toBe("x");
    expect(a.keyId).not.toBe(createVault({ key: "battery staple" }).keyId);
    expect(() => createVault({ key: " " })).toThrow("empty");
  });

  test("is made once in a file only its user can read", () => {
    const keyFile = join(tempFolder(), "vault.key");
    const first = createVault({ keyFile });
    expect((statSync(keyFile).mode & 0o777).toString(8)).toBe("600");
    expect(Buffer.from(readFileSync(keyFile, "utf8"), "base64")).toHaveLength(32);
    expect(createVault({ keyFile }).keyId).toBe(first.keyId);
  });

  test("is not made by a reader, who then opens nothing", () => {
    const keyFile = join(tempFolder(), "vault.key");
    const vault = createVault({ keyFile, readonly: true });
    expect(() => statSync(keyFile)).toThrow("ENOENT");
    expect(() => vault.encrypt("x", "c")).toThrow("no key file");
    expect(vault.inspect(createVault({ key: hex }).encrypt("x", "c"), "c")).toBe("foreign");
    expect(vault.inspect("x", "c")).toBe("plain");
  });

  test("file that is damaged is refused, not replaced", () => {
    const keyFile = join(tempFolder(), "vault.key");
    writeFileSync(keyFile, "damaged");
    expect(() => createVault({ keyFile })).toThrow("is damaged");
    expect(readFileSync(keyFile, "utf8")).toBe("damaged");
  });

  test("and plain texts are in no error", () => {
    const vault = createVault({ key: hex });
    const cipher = vault.encrypt("topsecret", "c");
    for (const failing of [() => vault.decrypt(cipher, "d"), () => vault.decrypt("topsecret", "d")]) {
      try {
        failing();
        expect.unreachable();
      } catch (error) {
        const text = `${String(error)} ${JSON.stringify(error)} ${error instanceof Error ? error.stack : ""}`;
        expect(text).not.toContain("topsecret");
        expect(text).not.toContain(hex);
      }
    }
  });
});
