import { strToU8, type Zippable, zipSync } from "fflate";
import { expect, test } from "vitest";
import { archiveLimits, readZip, writeZip } from "../../../core/service/transfer/zipArchive.ts";

const refusal = (text: string) =>
  expect.objectContaining({ code: "invalid_document", message: expect.stringContaining(text) });
const read = (files: Zippable, limits: Partial<typeof archiveLimits> = {}) =>
  readZip(zipSync(files), { ...archiveLimits, ...limits });

/** An archive with every occurrence of one text replaced by another of the same length. */
function patch(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return new Uint8Array(Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll(from, to), "latin1"));
}

/** Where the directory entry of the only file begins. */
function directoryOf(bytes: Uint8Array): number {
  return Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
}

test("what is written is read again, and the same content gives the same bytes", () => {
  const files = new Map([
    ["a/b.json", '{"a":"äöü €"}'],
    ["empty", ""],
    ["a/__proto__", "kept"],
    ["bom", "\ufeffx"],
  ]);
  expect(readZip(writeZip(files))).toEqual(files);
  expect(writeZip(files)).toEqual(writeZip(new Map(files)));
});

test("folders are no files", () => {
  expect(read({ "a/": new Uint8Array(), "a/b": strToU8("x") })).toEqual(new Map([["a/b", "x"]]));
});

test("what is no archive, or half of one, is refused", () => {
  expect(() => readZip(strToU8("PK but no archive at all"))).toThrow(refusal("no ZIP archive"));
  expect(() => readZip(new Uint8Array())).toThrow(refusal("no ZIP archive"));
  const whole = zipSync({ a: strToU8("x".repeat(1000)) });
  expect(() => readZip(whole.subarray(0, whole.length - 30))).toThrow(refusal("no ZIP archive"));
});

test("a name that comes twice is refused", () => {
  const two = zipSync({ "one.json": strToU8("1"), "two.json": strToU8("2") });
  expect(() => readZip(patch(two, "two.json", "one.json"))).toThrow(refusal('"one.json" twice'));
});

test("a symbolic link is refused", () => {
  const attrs = (0o120777 << 16) >>> 0;
  expect(() => read({ "a.json": [strToU8("/etc/passwd"), { os: 3, attrs }] })).toThrow(refusal("symbolic link"));
  expect(read({ "a.json": [strToU8("{}"), { os: 3, attrs: (0o100644 << 16) >>> 0 }] }).size).toBe(1);
});

test("more files, larger files and larger archives than allowed are refused", () => {
  const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`f${index}`, strToU8("x")]));
  expect(() => read(many, { entries: 10 })).toThrow(refusal("more than 10 files"));
  expect(read(many, { entries: 11 }).size).toBe(11);
  expect(() => read({ a: new Uint8Array(101) }, { entryBytes: 100 })).toThrow(refusal("unpacks to more"));
  const pair = { a: new Uint8Array(60), b: new Uint8Array(60) };
  expect(() => read(pair, { totalBytes: 100 })).toThrow(refusal("unpacks to more"));
  expect(() => read(pair, { archiveBytes: 50 })).toThrow(refusal("larger than 50 bytes"));
});

test("a bomb is refused by what it announces, and gives no more than it announces", () => {
  const bomb = zipSync({ bomb: new Uint8Array(4 * 1024 * 1024) }, { level: 9 });
  expect(bomb.length).toBeLessThan(10_000);
  const limits = { ...archiveLimits, entryBytes: 1024 * 1024 };
  expect(() => readZip(bomb, limits)).toThrow(refusal("unpacks to more"));
  const liar = bomb.slice();
  new DataView(liar.buffer).setUint32(directoryOf(liar) + 24, 1000, true);
  expect(readZip(liar, limits).get("bomb")).toHaveLength(1000);
});

test("a file shorter than it says, or no text, is refused", () => {
  const short = zipSync({ a: strToU8("abc".repeat(100)) }, { level: 9 });
  new DataView(short.buffer).setUint32(directoryOf(short) + 24, 4000, true);
  expect(() => readZip(short)).toThrow(refusal("damaged"));
  expect(() => read({ a: new Uint8Array([0xff, 0xfe, 0x41]) })).toThrow(refusal("no UTF-8 text"));
});
