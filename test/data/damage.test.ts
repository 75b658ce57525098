import { randomBytes } from "node:crypto";
import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import { BlobReader } from "../../core/data/BlobReader.ts";
import { decodeData } from "../../core/data/decodeData.ts";
import { encodeData } from "../../core/data/encodeData.ts";
import { openJson, sealJson } from "../../core/data/seal.ts";
import type { StoredData } from "../../core/model/StoredData.ts";
import { buildDataOptions, buildRows } from "./dataFolder.ts";

type Blob = StoredData & { kind: "blob" };

async function writeBlob(): Promise<{ stored: Blob; options: ReturnType<typeof buildDataOptions>; path: string }> {
  const options = buildDataOptions();
  const stored = await encodeData(buildRows(8_000), options);
  if (stored.kind !== "blob") throw new Error("not a blob");
  return { stored, options, path: join(options.blobFolder, stored.blob) };
}

function codeOf(run: () => unknown): string {
  try {
    run();
    return "no error";
  } catch (error) {
    return isSluiceError(error) ? error.code : String(error);
  }
}

describe("a damaged blob file is noticed", () => {
  test("when any of its bytes changed", async () => {
    const { stored, options, path } = await writeBlob();
    const original = readFileSync(path);
    fc.assert(
      fc.property(fc.nat(stored.size - 1), fc.integer({ min: 1, max: 255 }), (position, change) => {
        const changed = Buffer.from(original);
        changed[position] = (changed[position] ?? 0) ^ change;
        writeFileSync(path, changed);
        expect(codeOf(() => decodeData(stored, options))).toBe("data_damaged");
      }),
      {
        numRuns: 40,
        examples: [
          [0, 1],
          [stored.size - 1, 1],
          [stored.size - 16, 255],
          [30, 7],
        ],
      },
    );
  });

  test("when its end is missing, even if the row were made to agree", async () => {
    const { stored, options, path } = await writeBlob();
    for (const size of [stored.size - 1, stored.size >> 1, 24, 3, 0]) {
      truncateSync(path, size);
      expect(codeOf(() => decodeData(stored, options))).toBe("data_damaged");
      expect(codeOf(() => decodeData({ ...stored, size }, options))).toBe("data_damaged");
    }
  });

  test("when two of its chunks changed places", async () => {
    const { stored, options, path } = await writeBlob();
    const reader = new BlobReader(stored, options);
    const [first, second] = reader.index.chunks;
    reader.close();
    if (first === undefined || second === undefined) throw new Error("too few chunks");
    const file = readFileSync(path);
    const length = Math.min(first.length, second.length);
    const moved = Buffer.from(file.subarray(second.offset, second.offset + length));
    file.copyWithin(second.offset, first.offset, first.offset + length);
    moved.copy(file, first.offset);
    writeFileSync(path, file);
    expect(codeOf(() => decodeData(stored, options))).toBe("data_damaged");
  });

  test("when another file of the same run took its name", async () => {
    const { stored, options, path } = await writeBlob();
    const other = await encodeData(buildRows(8_000), options);
    if (other.kind !== "blob") throw new Error("not a blob");
    copyFileSync(join(options.blobFolder, other.blob), path);
    expect(codeOf(() => decodeData({ ...other, blob: stored.blob }, options))).toBe("data_damaged");
  });

  test("when it is gone, or its name leads out of the folder", async () => {
    const { stored, options, path } = await writeBlob();
    expect(codeOf(() => decodeData({ ...stored, blob: `../blobs/${stored.blob}` }, options))).toBe("data_damaged");
    rmSync(path);
    expect(codeOf(() => decodeData(stored, options))).toBe("data_damaged");
  });

  test("under another key", async () => {
    const { stored, options } = await writeBlob();
    expect(codeOf(() => decodeData(stored, { ...options, dataKey: randomBytes(32) }))).toBe("data_damaged");
  });
});

describe("damaged inline data is noticed", () => {
  test("when any byte changed or is missing, and under another key", async () => {
    const options = buildDataOptions();
    const stored = await encodeData({ id: 1, text: "hello" }, options);
    if (stored.kind !== "inline") throw new Error("not inline");
    for (const position of stored.bytes.keys()) {
      const bytes = Buffer.from(stored.bytes);
      bytes[position] = (bytes[position] ?? 0) ^ 1;
      expect(codeOf(() => decodeData({ ...stored, bytes }, options))).toBe("data_damaged");
      const cut = stored.bytes.subarray(0, position);
      expect(codeOf(() => decodeData({ ...stored, bytes: cut }, options))).toBe("data_damaged");
    }
    expect(codeOf(() => decodeData(stored, { ...options, dataKey: randomBytes(32) }))).toBe("data_damaged");
  });
});

describe("recorded parameters", () => {
  test("come back equal and are never sealed alike", () => {
    const key = randomBytes(32);
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value = JSON.parse(text);
        const sealed = sealJson(value, key);
        expect(openJson(sealed, key)).toEqual(value);
        expect(Buffer.compare(sealed, sealJson(value, key))).not.toBe(0);
      }),
    );
  });

  test("keep the sign of -0", () => {
    const key = randomBytes(32);
    expect(openJson(sealJson({ least: -0 }, key), key)).toEqual({ least: -0 });
  });

  test("cannot be read as saved data, nor under another key", async () => {
    const options = buildDataOptions();
    const sealed = sealJson({ a: 1 }, options.dataKey);
    const asData: StoredData = {
      kind: "inline",
      summary: { kind: "value", bytes: 7 },
      bytes: Buffer.concat([Buffer.of(0), sealed]),
    };
    expect(codeOf(() => decodeData(asData, options))).toBe("data_damaged");
    expect(codeOf(() => openJson(sealed, randomBytes(32)))).toBe("data_damaged");
  });
});
