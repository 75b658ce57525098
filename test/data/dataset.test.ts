import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { BlobReader } from "../../core/data/BlobReader.ts";
import { decodeData } from "../../core/data/decodeData.ts";
import { encodeData } from "../../core/data/encodeData.ts";
import { encodeDataset } from "../../core/data/encodeDataset.ts";
import { OutputTooLargeException } from "../../core/data/OutputLimit.ts";
import { streamData } from "../../core/data/streamData.ts";
import { buildDataOptions, buildRows } from "./dataFolder.ts";

async function collect(rows: AsyncIterable<unknown>): Promise<unknown[]> {
  const list: unknown[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

async function* produce(rows: unknown[]): AsyncGenerator<unknown> {
  for (const row of rows) yield row;
}

describe("a dataset", () => {
  test.each([0, 1, 1_000, 1_001, 9_876])("of %i rows comes back as a list and as a stream", async (count) => {
    const options = buildDataOptions();
    const rows = buildRows(count);
    const stored = await encodeDataset(produce(rows), options);
    expect(stored.summary).toMatchObject({ kind: "dataset", count });
    expect(decodeData(stored, options)).toEqual(rows);
    expect(await collect(streamData(stored, options))).toEqual(rows);
  });

  test("is written in chunks of at most 1,000 rows or 1 MB", async () => {
    const options = buildDataOptions();
    const rows = [
      ...buildRows(2_500),
      ...Array.from({ length: 30 }, () => "文".repeat(100_000)),
      "x".repeat(3_000_000),
      1,
    ];
    const stored = await encodeDataset(produce(rows), options);
    if (stored.kind !== "blob") throw new Error("not a blob");
    using reader = new BlobReader(stored, options);
    const { chunks } = reader.index;
    expect(Math.max(...chunks.map((chunk) => chunk.count))).toBe(1_000);
    expect(chunks.filter((chunk) => chunk.count > 1 && chunk.length > 1_048_576 + 16)).toEqual([]);
    expect(chunks.reduce((sum, chunk) => sum + chunk.count, 0)).toBe(rows.length);
    expect(decodeData(stored, options)).toEqual(rows);
  });

  test("may be produced with one object that is reused for every row", async () => {
    const options = buildDataOptions();
    async function* reuse(): AsyncGenerator<unknown> {
      const row = { id: 0 };
      for (row.id = 0; row.id < 3; row.id += 1) yield row;
    }
    expect(decodeData(await encodeDataset(reuse(), options), options)).toEqual([{ id: 0 }, { id: 1 }, { id: 2 }]);
  });

  test("fails with the error of its producer, of a row or of the limit, and leaves no file", async () => {
    const options = buildDataOptions();
    async function* failing(last: unknown): AsyncGenerator<unknown> {
      yield* buildRows(5_000);
      if (last instanceof Error) throw last;
      yield last;
    }
    await expect(encodeDataset(failing(new Error("connection lost")), options)).rejects.toThrow("connection lost");
    await expect(encodeDataset(failing({ when: () => 1 }), options)).rejects.toThrow("$.when is a function");
    const small = { ...options, limitBytes: 800_000 };
    await expect(encodeDataset(failing(1), small)).rejects.toThrow(OutputTooLargeException);
    expect(existsSync(options.blobFolder) ? readdirSync(options.blobFolder) : []).toEqual([]);
  });

  test("describes its rows in the index", async () => {
    const options = buildDataOptions();
    const stored = await encodeDataset(produce(buildRows(6_000)), options);
    if (stored.kind !== "blob") throw new Error("not a blob");
    using reader = new BlobReader(stored, options);
    expect(reader.index.schema).toMatchObject({
      type: "array",
      items: {
        type: "object",
        properties: { id: { type: "integer" }, tags: { type: "array", items: { type: "string" } } },
      },
    });
  });

  test("of 60 MB is written and read in constant memory", async () => {
    const script = fileURLToPath(new URL("streamWithin.ts", import.meta.url));
    const { blobFolder } = buildDataOptions();
    const flags = ["--expose-gc", "--max-old-space-size=32"];
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, blobFolder]);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ rows: 250_000, isComplete: true });
    expect(result.bytes).toBeGreaterThan(55_000_000);
    expect(result.peakLiveBytes).toBeLessThan(20_000_000);
  });
});

describe("streaming other data", () => {
  test("gives the rows of lists, inline, in chunks or whole, and anything else as one row", async () => {
    const options = buildDataOptions();
    const sparse = Object.assign(buildRows(8_000), { 8001: "last" });
    const streamed = async (value: unknown): Promise<unknown[]> =>
      collect(streamData(await encodeData(value, options), options));
    expect(await streamed([1, undefined, 3])).toEqual([1, undefined, 3]);
    expect(await streamed(buildRows(8_000))).toEqual(buildRows(8_000));
    expect(await streamed(sparse)).toHaveLength(8_002);
    expect(await streamed({ a: 1 })).toEqual([{ a: 1 }]);
    expect(await streamed("text")).toEqual(["text"]);
  });

  test("can be given up half way", async () => {
    const options = buildDataOptions();
    const stored = await encodeData(buildRows(8_000), options);
    for await (const row of streamData(stored, options)) {
      expect(row).toMatchObject({ id: 0 });
      break;
    }
  });
});
