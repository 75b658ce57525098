import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dataCodec } from "../../core/data/dataCodec.ts";
import { decodeData } from "../../core/data/decodeData.ts";
import { encodeData } from "../../core/data/encodeData.ts";
import { OutputTooLargeException } from "../../core/data/OutputLimit.ts";
import type { StoredData } from "../../core/model/StoredData.ts";
import type { DataCodec } from "../../core/service/ports/DataCodec.ts";
import { buildDataOptions, buildRows } from "./dataFolder.ts";

async function roundTrip(value: unknown): Promise<{ stored: StoredData; back: unknown }> {
  const options = buildDataOptions();
  const stored = await encodeData(value, options);
  return { stored, back: decodeData(stored, options) };
}

const megabyte = 1_048_576;

describe("a value that was saved", () => {
  test("comes back equal, whatever structured clone knows", async () => {
    const options = buildDataOptions();
    const anything = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withNullPrototype: false,
    });
    await fc.assert(
      fc.asyncProperty(anything, async (value) => {
        const back = decodeData(await encodeData(value, options), options);
        expect(back).toStrictEqual(structuredClone(value));
      }),
      { numRuns: 500 },
    );
  });

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["not a number", Number.NaN],
    ["minus zero", -0],
    ["a bigint", 2n ** 70n],
    ["text with a lone surrogate", "a\ud800b"],
    ["an invalid date", new Date(Number.NaN)],
    ["a pattern", /a+b/giu],
    ["an error with a cause", new RangeError("too far", { cause: { deep: [1] } })],
    ["a map in a set", new Set([new Map([[{ key: 1 }, "value"]])])],
    ["a buffer", Buffer.from("hello")],
    ["bytes", new Uint8Array([1, 2, 3])],
    ["floats", new Float64Array([1.5, Number.NaN])],
    ["an array buffer", new Uint8Array([9, 8]).buffer],
    ["an own __proto__ key", JSON.parse('{"__proto__": {"a": 1}, "b": 2}')],
    ["a list with named properties", /\d+/.exec("in 2026")],
  ])("keeps %s", async (_, value) => {
    const { back } = await roundTrip({ value });
    expect(isDeepStrictEqual(back, { value })).toBe(true);
  });

  test("keeps the kind of binary data, with memory of its own", async () => {
    const { back } = await roundTrip([Buffer.from("pooled"), new Uint8Array([1, 2])]);
    const [buffer, bytes] = back as [Buffer, Uint8Array];
    expect(Buffer.isBuffer(buffer)).toBe(true);
    expect(Buffer.isBuffer(bytes)).toBe(false);
    expect(bytes.buffer.byteLength).toBe(2);
  });

  test("keeps cycles and shared parts of a small value", async () => {
    const shared = { name: "shared" };
    const value: Record<string, unknown> = { list: [shared, shared] };
    value.self = value;
    const { back } = await roundTrip(value);
    const copy = back as { list: unknown[]; self: unknown };
    expect(copy.self).toBe(copy);
    expect(copy.list[0]).toBe(copy.list[1]);
  });

  test("turns instances with data of their own into plain objects, as database rows come", async () => {
    class Row {
      readonly id = 7;
      get label(): string {
        return `row ${this.id}`;
      }
    }
    const { back } = await roundTrip([new Row(), Object.assign(Object.create(null), { a: 1 })]);
    expect(back).toStrictEqual([{ id: 7 }, { a: 1 }]);
  });

  test("is a new copy at each reading", async () => {
    const options = buildDataOptions();
    const stored = await encodeData({ list: [1] }, options);
    (decodeData(stored, options) as { list: number[] }).list.push(2);
    expect(decodeData(stored, options)).toEqual({ list: [1] });
  });

  test("is read by the port of the service", async () => {
    const codec: DataCodec = dataCodec;
    const options = buildDataOptions();
    expect(codec.decode(await codec.encode("text", options), options)).toBe("text");
  });
});

describe("where it is kept", () => {
  test.each([1, 1_000, megabyte - 100])("%i bytes stay inline", async (size) => {
    const { stored, back } = await roundTrip("x".repeat(size));
    expect(stored.kind).toBe("inline");
    expect(back).toBe("x".repeat(size));
  });

  test.each<[string, unknown]>([
    ["text", "å".repeat(3 * megabyte)],
    ["text beyond Latin-1", "文".repeat(2 * megabyte)],
    ["a buffer", randomBytes(3 * megabyte + 1)],
    ["bytes", new Uint8Array(randomBytes(2 * megabyte))],
    ["floats", new Float64Array(300_000).fill(1.25)],
    ["rows", buildRows(20_000)],
    ["rows of long text beyond Latin-1", Array.from({ length: 50 }, (_, index) => "語".repeat(50_000 + index))],
    ["small numbers", Array.from({ length: 1_500_000 }, (_, index) => index % 50)],
    ["one row that is larger than a chunk", [{ text: "y".repeat(3 * megabyte) }, { text: "z" }]],
    ["keys", Object.fromEntries(buildRows(8_000).map((row) => [`key ${row.id}`, row]))],
    ["a map", new Map(buildRows(8_000).map((row) => [row.id, row]))],
    ["a list with a hole", Object.assign(buildRows(8_000), { 9000: "after the hole" })],
    ["a list with a named property", Object.assign(buildRows(8_000), { total: 8_000 })],
  ])("%s above 1 MB goes to a blob file and comes back equal", async (_, value) => {
    const { stored, back } = await roundTrip(value);
    expect(stored.kind).toBe("blob");
    expect(isSame(back, value)).toBe(true);
  });

  test("a list that refers to itself, or whose rows refer to each other, is kept whole", async () => {
    const rows: Record<string, unknown>[] = buildRows(8_000);
    for (const [index, row] of rows.entries()) row.next = rows[(index + 1) % 100];
    const chain = buildRows(6_000) as { next?: unknown }[];
    const root = { chain, text: "x".repeat(megabyte), self: undefined as unknown };
    root.self = root;
    const first = await roundTrip(rows);
    const second = await roundTrip(root);
    const back = first.back as unknown[];
    expect(back[0]).toMatchObject({ next: { id: 1 } });
    expect((second.back as typeof root).self).toBe(second.back);
    if (first.stored.kind !== "blob") throw new Error("not a blob");
    expect(first.stored.size).toBeLessThan(first.stored.summary.bytes * 1.1);
  });

  test("rows that share one large object do not multiply it", async () => {
    const shared = { lines: Array.from({ length: 10_000 }, (_, index) => ({ index, text: "x".repeat(50) })) };
    const rows = Array.from({ length: 5_000 }, (_, id) => ({ id, shared }));
    const { stored, back } = await roundTrip(rows);
    expect(stored.summary.bytes).toBeLessThan(3 * megabyte);
    expect((back as typeof rows)[4_999]).toEqual({ id: 4_999, shared });
  });

  test("a blob has a name of its own, is readable by its owner only and leaves no temporary file", async () => {
    const options = buildDataOptions();
    const first = await encodeData("x".repeat(2 * megabyte), options);
    const second = await encodeData("x".repeat(2 * megabyte), options);
    const names = [first, second].map((stored) => (stored.kind === "blob" ? stored.blob : ""));
    expect(readdirSync(options.blobFolder).sort()).toEqual(names.sort());
    expect(new Set(names).size).toBe(2);
    const modes = names.map((name) => statSync(join(options.blobFolder, name)).mode & 0o777);
    expect(modes).toEqual(process.platform === "win32" ? modes : [0o600, 0o600]);
  });

  test("nothing readable rests on disk", async () => {
    const options = buildDataOptions();
    const stored = await encodeData(["needle in the hay".repeat(100_000)], options);
    const file = readFileSync(join(options.blobFolder, stored.kind === "blob" ? stored.blob : ""));
    expect(file.includes("needle")).toBe(false);
    const inline = await encodeData("needle", options);
    expect(Buffer.from(inline.kind === "inline" ? inline.bytes : []).includes("needle")).toBe(false);
  });

  test("the summary tells kind, serialised size and count", async () => {
    const options = buildDataOptions();
    const summaries = [];
    for (const value of [[1, 2, 3], { a: 1 }, "text", Buffer.alloc(5), buildRows(10_000)]) {
      summaries.push((await encodeData(value, options)).summary);
    }
    expect(summaries).toMatchObject([
      { kind: "list", count: 3 },
      { kind: "object", count: 1 },
      { kind: "value" },
      { kind: "bytes" },
      { kind: "list", count: 10_000 },
    ]);
    expect(summaries[4]?.bytes).toBeGreaterThan(2 * megabyte);
  });

  test("100 MB pass", async () => {
    const options = buildDataOptions();
    const value = randomBytes(megabyte).toString("latin1").repeat(100);
    const stored = await encodeData(value, options);
    expect(stored.summary.bytes).toBeGreaterThanOrEqual(100 * megabyte);
    expect(digest(decodeData(stored, options) as string)).toBe(digest(value));
  });
});

describe("the limit of a step's output", () => {
  test.each<[string, unknown]>([
    ["text", "x".repeat(300_000)],
    ["rows", buildRows(30_000)],
    ["a buffer", Buffer.alloc(2 * megabyte)],
    ["a large text", "x".repeat(6 * megabyte)],
  ])("refuses %s beyond it and leaves no file", async (_, value) => {
    const options = { ...buildDataOptions(), limitBytes: 200_000 };
    await expect(encodeData(value, options)).rejects.toThrow(OutputTooLargeException);
    expect(existsSync(options.blobFolder) ? readdirSync(options.blobFolder) : []).toEqual([]);
  });
});

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

// Deep equality of the test runner takes seconds on a million values.
function isSame(left: unknown, right: unknown): boolean {
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    return left.constructor === right.constructor && Buffer.compare(left, right) === 0;
  }
  return isDeepStrictEqual(left, right);
}
