import { describe, expect, test } from "vitest";
import { createOneTimeCodes } from "../../core/crypto/createOneTimeCodes.ts";

const codes = createOneTimeCodes();
/** The ASCII text "12345678901234567890" of RFC 6238, appendix B. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

describe("RFC 6238, appendix B (SHA-1; the last six of eight digits)", () => {
  test.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
    [20_000_000_000, "353130"],
  ])("at %i s the code is %s", async (seconds, code) => {
    expect(await codes.findStep(secret, { code, now: seconds * 1000 })).toBe(Math.floor(seconds / 30));
  });
});

test("a code holds one step before and after, and no more", async () => {
  const step = Math.floor(1_111_111_111 / 30);
  const find = (offset: number) => codes.findStep(secret, { code: "050471", now: (step + offset) * 30_000 + 15_000 });
  expect(await Promise.all([-2, -1, 0, 1, 2].map(find))).toEqual([undefined, step, step, step, undefined]);
});

test("what is no code is none", async () => {
  for (const code of ["", "12345", "1234567", "28708a", "９９９９９９", "-28708"]) {
    expect(await codes.findStep(secret, { code, now: 59_000 })).toBeUndefined();
  }
});

test("a secret is 160 random bits, with an address for apps", async () => {
  const [one, two] = await Promise.all([codes.createSecret(), codes.createSecret()]);
  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(two).not.toBe(one);
  const address = new URL(await codes.addressOf(one, "ann@example.org"));
  expect([address.protocol, address.host, address.searchParams.get("secret")]).toEqual(["otpauth:", "totp", one]);
  expect(decodeURIComponent(address.pathname)).toContain("ann@example.org");
});
