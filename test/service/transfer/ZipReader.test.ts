import { strToU8, type Zippable, zipSync } from "fflate";
import { expect, test } from "vitest";
import { fromBytes } from "../../../core/service/transfer/ArchiveSource.ts";
import { readTexts, textLimits } from "../../../core/service/transfer/readTexts.ts";
import { writeZip, zipLimits } from "../../../core/service/transfer/writeZip.ts";
import { ZipReader } from "../../../core/service/transfer/ZipReader.ts";
import { collectBytes } from "../../support/collectBytes.ts";

const refusal = (text: string) =>
  expect.objectContaining({ code: "invalid_document", message: expect.stringContaining(text) });

interface Limits {
  archive?: Partial<typeof zipLimits>;
  texts?: Partial<typeof textLimits>;
}

async function readZip(bytes: Uint8Array, limits: Limits = {}): Promise<Map<string, string>> {
  const archive = await ZipReader.open(fromBytes(bytes), { ...zipLimits, ...limits.archive });
  return readTexts(archive, { entries: archive.entries, limits: { ...textLimits, ...limits.texts } });
}

const read = (files: Zippable, limits: Limits = {}) => readZip(zipSync(files), limits);

/** An archive with every occurrence of one text replaced by another of the same length. */
function patch(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return new Uint8Array(Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll(from, to), "latin1"));
}

/** Where the directory entry of the only file begins. */
function directoryOf(bytes: Uint8Array): number {
  return Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
}

const toContent = (files: ReadonlyMap<string, string>) => [...files].map(([name, content]) => ({ name, content }));

test("what is written is read again, and the same content gives the same bytes", async () => {
  const files = new Map([
    ["a/b.json", '{"a":"äöü €"}'],
    ["empty", ""],
    ["a/__proto__", "kept"],
    ["bom", "\ufeffx"],
    ["long", "abc ".repeat(300_000)],
  ]);
  const written = await collectBytes(writeZip(toContent(files)));
  expect(await readZip(written)).toEqual(files);
  expect(await collectBytes(writeZip(toContent(files)))).toEqual(written);
});

test("bytes are stored as they are and read piece by piece", async () => {
  const bytes = Uint8Array.from({ length: 2_500_000 }, (_, index) => (index * index) % 251);
  const content = [bytes.slice(0, 1_000_000), bytes.slice(1_000_000)];
  const written = await collectBytes(
    writeZip([
      { name: "blob", content },
      { name: "none", content: [] },
    ]),
  );
  const archive = await ZipReader.open(fromBytes(written), zipLimits);
  const [blob, none] = archive.entries;
  if (blob === undefined || none === undefined) throw new Error("no entries");
  expect([blob.size, blob.packed, none.size]).toEqual([bytes.length, bytes.length, 0]);
  expect(Buffer.compare(await collectBytes(archive.pieces(blob)), bytes)).toBe(0);
  expect((await collectBytes(archive.pieces(none))).length).toBe(0);
});

test("any changed byte of the content is noticed", async () => {
  const text = { name: "text", content: "a text that is packed ".repeat(50) };
  const written = await collectBytes(writeZip([text, { name: "blob", content: [new Uint8Array(300).fill(7)] }]));
  const whole = await ZipReader.open(fromBytes(written), zipLimits);
  for (const { name, packed } of whole.entries) {
    const start = Buffer.from(written).indexOf(name) + name.length;
    for (let at = start; at < start + packed; at += 7) {
      const changed = written.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      const archive = await ZipReader.open(fromBytes(changed), zipLimits);
      const entry = archive.entries.find((found) => found.name === name);
      if (entry === undefined) throw new Error("no entry");
      const taken = name === "blob" ? collectBytes(archive.pieces(entry)) : archive.read(entry, 10_000);
      await expect(taken).rejects.toEqual(refusal(`"${name}" damaged`));
    }
  }
});

test("more than an archive holds is not written", async () => {
  const two = toContent(
    new Map([
      ["a", "x"],
      ["b", "y".repeat(1000)],
    ]),
  );
  const write = (limits: Partial<typeof zipLimits>) => collectBytes(writeZip(two, { ...zipLimits, ...limits }));
  await expect(write({ entries: 1 })).rejects.toMatchObject({
    code: "too_large",
    message: expect.stringContaining("1 files"),
  });
  await expect(write({ archiveBytes: 100 })).rejects.toMatchObject({ code: "too_large" });
  expect((await write({ entries: 2 })).length).toBeGreaterThan(100);
});

test("folders are no files", async () => {
  expect(await read({ "a/": new Uint8Array(), "a/b": strToU8("x") })).toEqual(new Map([["a/b", "x"]]));
});

test("what is no archive, or half of one, is refused", async () => {
  await expect(readZip(strToU8("PK but no archive at all"))).rejects.toEqual(refusal("no ZIP archive"));
  await expect(readZip(new Uint8Array())).rejects.toEqual(refusal("no ZIP archive"));
  const whole = zipSync({ a: strToU8("x".repeat(1000)), b: strToU8("y") });
  for (let length = 0; length < whole.length; length += 3) {
    await expect(readZip(whole.subarray(0, length))).rejects.toEqual(refusal("no ZIP archive"));
  }
});

test("a name that comes twice is refused", async () => {
  const two = zipSync({ "one.json": strToU8("1"), "two.json": strToU8("2") });
  await expect(readZip(patch(two, "two.json", "one.json"))).rejects.toEqual(refusal('"one.json" twice'));
});

test("a symbolic link is refused", async () => {
  const attrs = (0o120777 << 16) >>> 0;
  await expect(read({ "a.json": [strToU8("/etc/passwd"), { os: 3, attrs }] })).rejects.toEqual(
    refusal("symbolic link"),
  );
  expect((await read({ "a.json": [strToU8("{}"), { os: 3, attrs: (0o100644 << 16) >>> 0 }] })).size).toBe(1);
});

test("more files, larger files and larger archives than allowed are refused", async () => {
  const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`f${index}`, strToU8("x")]));
  await expect(read(many, { archive: { entries: 10 } })).rejects.toEqual(refusal("more than 10 files"));
  await expect(read(many, { texts: { entries: 10 } })).rejects.toEqual(refusal("more than 10 files"));
  expect((await read(many, { archive: { entries: 11 } })).size).toBe(11);
  await expect(read({ a: new Uint8Array(101) }, { texts: { entryBytes: 100 } })).rejects.toEqual(
    refusal("unpacks to more"),
  );
  const pair = { a: new Uint8Array(60), b: new Uint8Array(60) };
  await expect(read(pair, { texts: { totalBytes: 100 } })).rejects.toEqual(refusal("unpacks to more"));
  await expect(read(pair, { archive: { archiveBytes: 50 } })).rejects.toEqual(refusal("larger than 50 bytes"));
});

test("a bomb is refused by what it announces, and one that lies gives nothing", async () => {
  const bomb = zipSync({ bomb: new Uint8Array(4 * 1024 * 1024) }, { level: 9 });
  expect(bomb.length).toBeLessThan(10_000);
  const limits = { texts: { entryBytes: 1024 * 1024 } };
  await expect(readZip(bomb, limits)).rejects.toEqual(refusal("unpacks to more"));
  const liar = bomb.slice();
  new DataView(liar.buffer).setUint32(directoryOf(liar) + 24, 1000, true);
  await expect(readZip(liar, limits)).rejects.toEqual(refusal('"bomb" damaged'));
});

test("a file shorter than it says, or no text, is refused", async () => {
  const short = zipSync({ a: strToU8("abc".repeat(100)) }, { level: 9 });
  new DataView(short.buffer).setUint32(directoryOf(short) + 24, 4000, true);
  await expect(readZip(short)).rejects.toEqual(refusal("damaged"));
  await expect(read({ a: new Uint8Array([0xff, 0xfe, 0x41]) })).rejects.toEqual(refusal("no UTF-8 text"));
});
