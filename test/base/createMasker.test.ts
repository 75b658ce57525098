import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFinder, createMasker, joinFinders, maskJson } from "../../core/base/createMasker.ts";

const secretText = fc
  .string({ minLength: 4, maxLength: 40, unit: "grapheme" })
  .filter((text) => text.trim().length >= 4);

/** Every form in which the contract names a secret. */
function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret)
      .replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase())
      .replaceAll("%20", "+"),
    new URLSearchParams({ q: secret }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64"),
    Buffer.from(secret).toString("base64url"),
  ];
}

describe("createMasker", () => {
  it("hides every form of a secret wherever it stands", () => {
    fc.assert(
      fc.property(secretText, fc.string(), fc.string(), (secret, before, after) => {
        const mask = createMasker([secret]);
        for (const form of formsOf(secret)) {
          const text = mask(`${before} <${form}> ${after}`);
          expect(text).toContain("•••");
          expect(text).not.toContain(`<${form}>`);
        }
      }),
    );
  });

  it("leaves text without secrets as it is", () => {
    const mask = createMasker(["hunter2-hunter2", "a\nb\nlong enough line\n", "x$y[z]"]);
    for (const text of ["", "a", "hunter2", "long enough", "nothing to see: 100% of {it}"])
      expect(mask(text)).toBe(text);
  });

  it("replaces just the secret", () => {
    const mask = createMasker(["p@ss word/1"]);
    expect(mask("GET http://me:p%40ss%20word%2F1@host/?q=p%40ss+word%2f1&r=1")).toBe(
      "GET http://me:•••@host/?q=•••&r=1",
    );
    expect(mask('{"password":"p@ss word\\/1"}')).toBe('{"password":"•••"}');
    expect(mask("it is p@ss word/1.")).toBe("it is •••.");
  });

  it("hides a password inside the base64 of a basic authentication header", () => {
    const mask = createMasker(["correct horse"]);
    for (const user of ["a", "ab", "abc", "abcd"]) {
      const header = Buffer.from(`${user}:correct horse`).toString("base64");
      expect(mask(`Basic ${header}`)).toMatch(/^Basic .{1,8}•••.{0,3}$/);
    }
  });

  it("hides each line of 8 or more characters of a long secret", () => {
    const mask = createMasker(["-----BEGIN KEY-----\r\nabcdefghij\nshort\n-----END KEY-----\n"]);
    expect(mask("line: abcdefghij, short")).toBe("line: •••, short");
    expect(mask('"-----BEGIN KEY-----\\r\\nabcdefghij\\nshort\\n-----END KEY-----\\n"')).toBe('"•••"');
  });

  it("masks a secret under 4 characters only as the whole text", () => {
    const mask = createMasker(["ab", "7"]);
    expect([mask("ab"), mask("7"), mask("cab 7 ab")]).toEqual(["•••", "•••", "cab 7 ab"]);
  });

  it("leaves no piece of secrets that overlap or contain each other", () => {
    expect(createMasker(["abcd", "cdefgh", "abcdefghij"])("1abcdefgh2 abcdefghij")).toBe("1•••2 •••");
    expect(createMasker(["aaaa"])("aaaaa")).toBe("•••");
    expect(createMasker(["😀😀😀😀"])("x😀😀😀😀😀x")).toBe("x•••x");
  });

  it("masks a text that is nothing but secrets", () => {
    expect(createMasker(["abcd"])("abcd".repeat(200_000))).toBe("•••".repeat(200_000));
  });

  it("joins finders into what a masker of their secrets is", () => {
    const secrets = ["token-one", "token-one-two", "one-two, and", "7", ""];
    const mask = joinFinders(secrets.map(createFinder));
    for (const text of ["7", "77", "token-one-two, and 7", btoa("a:token-one-two"), "token%2Done"]) {
      expect(mask(text)).toBe(createMasker(secrets)(text));
    }
    expect([mask("7"), mask("77"), mask("token-one-two, and 7")]).toEqual(["•••", "77", "••• 7"]);
  });

  it("masks text that was escaped several times", () => {
    const secret = 'say "yes" \\ to\nall';
    const nested = JSON.stringify(JSON.stringify({ secret }));
    expect(createMasker([secret])(nested)).toBe('"{\\"secret\\":\\"•••\\"}"');
  });

  it("reads a megabyte of backslashes and near misses without hanging", () => {
    const mask = createMasker(['"quoted" \\secret\\', "aaaaaaaaaaaaaaab"]);
    const text = "\\".repeat(500_000) + "a".repeat(500_000);
    expect(mask(text)).toBe(text);
  });

  it("masks texts, keys and whole numbers of JSON and keeps the rest", () => {
    const mask = createMasker(["12345", "s3cret!"]);
    expect(maskJson({ "s3cret!": [12345, 1234, "is s3cret!"], ok: null, yes: true }, mask)).toEqual({
      "•••": ["•••", 1234, "is •••"],
      ok: null,
      yes: true,
    });
  });
});
