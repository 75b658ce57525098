import { describe, expect, test } from "vitest";
import { encodeData } from "../../core/data/encodeData.ts";
import { encodeDataset } from "../../core/data/encodeDataset.ts";
import { type Page, readPage } from "../../core/data/readPage.ts";
import type { StoredData } from "../../core/model/StoredData.ts";
import { buildDataOptions, buildRows } from "./dataFolder.ts";

const rows = buildRows(20_000);

function buildReader(): {
  options: ReturnType<typeof buildDataOptions>;
  read(stored: StoredData, page: Page): { page: unknown; bytes: number };
} {
  const options = buildDataOptions();
  return {
    options,
    read(stored, page) {
      let bytes = 0;
      const onRead = (count: number): void => {
        bytes = count;
      };
      return { page: readPage(stored, page, { ...options, onRead }), bytes };
    },
  };
}

describe("a page of rows", () => {
  test.each([
    [0, 50],
    [9_990, 10_010],
    [19_999, 30_000],
    [20_000, 20_010],
    [5, 5],
  ])("from %i to %i holds these rows and nothing else", async (from, to) => {
    const { options, read } = buildReader();
    expect(read(await encodeData(rows, options), { rows: [from, to] }).page).toEqual(rows.slice(from, to));
    expect(read(await encodeDataset(rows, options), { rows: [from, to] }).page).toEqual(rows.slice(from, to));
  });

  test("reads only the chunks that hold it", async () => {
    const { options, read } = buildReader();
    const stored = await encodeData(rows, options);
    if (stored.kind !== "blob") throw new Error("not a blob");
    const one = read(stored, { rows: [10_100, 10_200] });
    const two = read(stored, { rows: [10_990, 11_010] });
    expect(stored.size).toBeGreaterThan(4_000_000);
    expect(one.bytes).toBeLessThan(stored.size / 15);
    expect(two.bytes).toBeGreaterThan(one.bytes);
    expect(two.bytes).toBeLessThan(stored.size / 8);
  });

  test("is cut from a small list and from a list that is kept whole", async () => {
    const { options, read } = buildReader();
    const sparse = Object.assign(buildRows(10_000), { 10005: "last" });
    expect(read(await encodeData([1, 2, 3], options), { rows: [1, 9] }).page).toEqual([2, 3]);
    expect(read(await encodeData(sparse, options), { rows: [9_999, 10_000] }).page).toEqual(
      sparse.slice(9_999, 10_000),
    );
  });

  test("of an object are its entries in order", async () => {
    const { options, read } = buildReader();
    const big = Object.fromEntries(rows.map((row) => [`k${row.id}`, row]));
    expect(read(await encodeData({ b: 1, a: 2 }, options), { rows: [1, 2] }).page).toEqual([["a", 2]]);
    expect(read(await encodeData(big, options), { rows: [1_500, 1_501] }).page).toEqual([["k1500", rows[1_500]]]);
  });
});

describe("a page of keys", () => {
  test("holds the asked keys that exist and reads only their chunks", async () => {
    const { options, read } = buildReader();
    const big = Object.fromEntries(rows.map((row) => [`k${row.id}`, row]));
    const stored = await encodeData(big, options);
    if (stored.kind !== "blob") throw new Error("not a blob");
    const { page, bytes } = read(stored, { keys: ["k15000", "k3", "missing", "constructor"] });
    expect(page).toEqual({ k3: rows[3], k15000: rows[15_000] });
    expect(bytes).toBeLessThan(stored.size / 5);
    expect(read(await encodeData({ a: 1, b: 2 }, options), { keys: ["b", "toString"] }).page).toEqual({ b: 2 });
  });

  test("keeps __proto__ an ordinary key", async () => {
    const { options, read } = buildReader();
    const value = JSON.parse(`{"__proto__": {"a": 1}, "text": "${"x".repeat(2_000_000)}"}`);
    const { page } = read(await encodeData(value, options), { keys: ["__proto__"] });
    expect(Object.entries(page as object)).toEqual([["__proto__", { a: 1 }]]);
  });

  test("does not exist for other data", async () => {
    const { options, read } = buildReader();
    expect(read(await encodeData("text", options), { keys: ["length"] }).page).toBeUndefined();
    expect(read(await encodeData("x".repeat(2_000_000), options), { rows: [0, 1] }).page).toBeUndefined();
    expect(read(await encodeData([1], options), { keys: ["0"] }).page).toBeUndefined();
  });
});
