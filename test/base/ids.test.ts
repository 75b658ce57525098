import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRunId, createUuid } from "../../core/base/ids.ts";

function source(now: number, fill = 0xff) {
  return {
    clock: { now: () => now, after: () => ({ cancel() {} }) },
    random: { next: () => 0, bytes: (count: number) => new Uint8Array(count).fill(fill) },
  };
}

const lastTime = 2 ** 48 - 1;

describe("createUuid", () => {
  it("gives a UUID version 7 with its time in front", () => {
    expect(createUuid(source(0x0123456789ab))).toBe("01234567-89ab-7fff-bfff-ffffffffffff");
    expect(createRunId(source(0, 0))).toBe("isapp-00000000-0000-7000-8000-000000000000");
  });

  it("sorts by time", () => {
    fc.assert(
      fc.property(fc.nat(lastTime), fc.nat(lastTime), fc.nat(255), fc.nat(255), (a, b, x, y) => {
        fc.pre(a < b);
        expect(createUuid(source(a, x)) < createUuid(source(b, y))).toBe(true);
      }),
    );
  });
});
