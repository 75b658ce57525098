import { expect, test } from "vitest";
import { createDigests } from "../../core/crypto/createDigests.ts";

const digests = createDigests();

test("digests are SHA-256 and signatures HMAC-SHA-256 (FIPS 180, RFC 4231)", () => {
  const hex = (text: string) => Buffer.from(text, "base64url").toString("hex");
  expect(hex(digests.digest("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(hex(digests.sign("what do ya want for nothing?", "Jefe"))).toBe(
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  );
});

test("texts are equal only when they are the same", () => {
  expect(digests.areEqual("a", "a")).toBe(true);
  for (const other of ["", "b", "ab", "a\0"]) expect(digests.areEqual("a", other)).toBe(false);
});
