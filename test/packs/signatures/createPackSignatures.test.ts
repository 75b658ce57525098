import { expect, test } from "vitest";
import { createPackSignatures } from "../../../core/packs/signatures/createPackSignatures.ts";
import { createTestSigner } from "./createTestSigner.ts";

const signatures = createPackSignatures();

/** A key and signatures of the four bytes "test" that minisign itself made, by its older way and by its present one. */
const key = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
const made = [
  [
    "RWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZykwQepbDEGt87ig1BNpWaVWuNrm73YiIiJbq71Wi+dP9eKL8OC351vwIasSSbXxwA=",
    "timestamp:1555779966\tfile:test",
    "QtKMXWyYcwdpZAlPF7tE2ENJkRd1ujvKjlj1m9RtHTBnZPa5WKU5uWRs5GoP5M/VqE81QFuMKI5k/SfNQUaOAA==",
  ],
  [
    "RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=",
    "timestamp:1556193335\tfile:test",
    "y/rUw2y8/hOUYjZU71eHp/Wo1KZ40fGy2VJEDl34XMJM+TX48Ss/17u3IvIfbVR1FkZZSNCisQbuQY+bHwhEBg==",
  ],
] as const;
const keyId = "E7620F1842B4E81F";

const write = ([first, comment, second]: readonly [string, string, string]): string =>
  `untrusted comment: signature from minisign secret key\n${first}\ntrusted comment: ${comment}\n${second}\n`;

test.each(made)("what minisign made is known by its key (%#)", (...parts) => {
  const [, comment] = parts;
  const signature = write(parts);
  const keys = [{ name: "Ada", key: `untrusted comment: minisign public key\n${key}\n` }];
  const check = (text: string, given: typeof keys, bytes = "test") =>
    signatures.check(Buffer.from(bytes), { signature: text, keys: given });
  expect(check(signature, keys)).toEqual({ state: "known", keyId, name: "Ada", comment });
  expect(check(signature.replaceAll("\n", "\r\n"), keys).state).toBe("known");
  expect(check(signature, [])).toEqual({ state: "unknown", keyId, name: undefined, comment });
  expect(check(signature, keys, "Test").state).toBe("bad");
  // What the signer wrote beside it is signed too.
  expect(check(signature.replace("file:test", "file:other"), keys).state).toBe("bad");
});

test("a signature of a key is told from that of another with the same id", () => {
  const [signer, other] = [createTestSigner(), createTestSigner()];
  const bytes = Buffer.from("an archive");
  const signature = signer.sign(bytes, "me");
  const check = (publicKey: string) => signatures.check(bytes, { signature, keys: [{ name: "it", key: publicKey }] });
  expect(signatures.readKey(signer.publicKey)).toBe(signatures.readKey(other.publicKey));
  expect([check(signer.publicKey).state, check(other.publicKey).state]).toEqual(["known", "bad"]);
});

test("what is no key and no signature is told", () => {
  expect(signatures.readKey(key)).toBe(keyId);
  for (const none of ["", "no key", key.slice(0, 40), Buffer.alloc(42).toString("base64")]) {
    expect(signatures.readKey(none)).toBeUndefined();
  }
  const [first, comment, second] = made[1];
  for (const none of ["", "text", write(["AAAA", comment, second]), write([first, comment, "AAAA"]), first]) {
    const check = () => signatures.check(Buffer.from("test"), { signature: none, keys: [] });
    expect(check).toThrow("none of minisign");
  }
});
