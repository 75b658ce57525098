import { scryptSync } from "node:crypto";
import { expect, test } from "vitest";
import { createPasswordHasher } from "../../core/crypto/createPasswordHasher.ts";

const cheap = { ln: 10, r: 8, p: 1 };
const hasher = createPasswordHasher(cheap);

test("a hash carries its parameters and salt, and is that of scrypt", async () => {
  const hash = await hasher.hash("a password");
  const [, name, cost, salt = "", sum = ""] = hash.split("$");
  expect([name, cost]).toEqual(["scrypt", "ln=10,r=8,p=1"]);
  const own = scryptSync("a password", Buffer.from(salt, "base64"), 32, { N: 1024, r: 8, p: 1 });
  expect(Buffer.from(sum, "base64").equals(own)).toBe(true);
  expect(await hasher.hash("a password")).not.toBe(hash);
});

test("only the password itself fits, in any form of Unicode", async () => {
  const hash = await hasher.hash("caf\u00e9 au lait");
  expect(await hasher.verify("cafe\u0301 au lait", hash)).toBe(true);
  for (const wrong of ["", "cafe au lait", "caf\u00e9 au lait ", "CAF\u00c9 AU LAIT"]) {
    expect(await hasher.verify(wrong, hash)).toBe(false);
  }
});

test("no hash, or a damaged one, fits nothing", async () => {
  const hash = await hasher.hash("a password");
  for (const broken of [undefined, "", hash.slice(0, -1), hash.replace("scrypt", "plain"), "a password"]) {
    expect(await hasher.verify("a password", broken)).toBe(false);
  }
});

test("a hash of other parameters still fits and is known to be outdated", async () => {
  const hash = await createPasswordHasher({ ln: 9, r: 8, p: 1 }).hash("a password");
  expect(await hasher.verify("a password", hash)).toBe(true);
  expect([hasher.isOutdated(hash), hasher.isOutdated(await hasher.hash("x"))]).toEqual([true, false]);
});

test("the standard costs 128 MiB", async () => {
  expect(await createPasswordHasher().hash("a password")).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$/);
});

test("many at once all get their answer", async () => {
  const hash = await hasher.hash("a password");
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) => hasher.verify(n % 2 ? "a password" : "x", hash)),
  );
  expect(answers).toEqual([false, true, false, true, false, true, false, true]);
});
