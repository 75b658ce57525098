import { describe, expect, it } from "vitest";
import { DocumentPool } from "../../../core/service/runs/DocumentPool.ts";

const document = (name: string, value: number | string = 1) => ({
  name,
  steps: [],
  app_variables: [{ name: "a", value }],
});

describe("Documents of the same text", () => {
  it("are one object, and others are not", () => {
    const pool = new DocumentPool();
    const first = pool.share(document("a"));
    expect(pool.share(document("a"))).toBe(first);
    expect(pool.share(document("b"))).not.toBe(first);
    expect(pool.share(document("a", "1"))).not.toBe(first);
    expect(pool.share(document("a", -0))).not.toBe(pool.share(document("a", 0)));
  });

  it("are kept as long as they are among the last, and not at all when they are long", () => {
    const pool = new DocumentPool();
    const first = pool.share(document("first"));
    for (let count = 0; count < 31; count += 1) pool.share(document(`other ${count}`));
    expect(pool.share(document("first"))).toBe(first);
    for (let count = 0; count < 40; count += 1) pool.share(document(`more ${count}`));
    expect(pool.share(document("first"))).not.toBe(first);
    const long = document("x".repeat(300_000));
    expect(pool.share(long)).toBe(long);
    expect(pool.share({ ...long })).not.toBe(long);
  });
});
