import { gzipSync } from "node:zlib";
import { packTar, type TarEntry } from "modern-tar";
import { expect, test } from "vitest";
import { archiveLimits } from "../../../core/packs/archive/archiveLimits.ts";
import { unpackTgz } from "../../../core/packs/archive/unpackTgz.ts";
import { buildRawArchive } from "../buildTestArchive.ts";

const file = (name: string, body = "x"): TarEntry => ({ header: { name, size: body.length, type: "file" }, body });
const link = (name: string, type: "symlink" | "link", linkname: string): TarEntry => ({
  header: { name, size: 0, type, linkname },
});

async function reasonsOf(entries: TarEntry[]): Promise<string[]> {
  const error = await unpackTgz(await buildRawArchive(entries)).catch((reason: unknown) => reason);
  return (error as { details: { reasons: string[] } }).details.reasons;
}

test("files come out by their path below package/, folders are no files", async () => {
  const folder: TarEntry = { header: { name: "package/steps/", size: 0, type: "directory" } };
  const files = await unpackTgz(
    await buildRawArchive([folder, file("package/steps/A.ts", "a"), file("package/b", "")]),
  );
  expect([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString()])).toEqual([
    ["steps/A.ts", "a"],
    ["b", ""],
  ]);
});

test.each([
  ["package/../outside", "lie outside"],
  ["package/steps/../../outside", "lie outside"],
  ["/etc/passwd", "does not lie in package/"],
  ["../outside", "does not lie in package/"],
  ["package/C:/outside", "lie outside"],
  ["package/a\\..\\b", "lie outside"],
  ["package/steps/CON.ts", "lie outside"],
  ["package//etc/passwd", "lie outside"],
])("the name %s is refused", async (name, reason) => {
  expect(await reasonsOf([file(name)])).toEqual([expect.stringContaining(reason)]);
});

test("links, devices and two files of one name are refused, all at once", async () => {
  const pipe: TarEntry = { header: { name: "package/pipe", size: 0, type: "fifo" } };
  const entries = [
    link("package/a", "symlink", "/etc/passwd"),
    link("package/b", "link", "package/../../x"),
    pipe,
    file("package/Steps/A.ts"),
    file("package/steps/a.ts"),
  ];
  expect(await reasonsOf(entries)).toEqual([
    '"package/a" is a symlink; a SyncPack holds only files',
    '"package/b" is a link; a SyncPack holds only files',
    '"package/pipe" is a fifo; a SyncPack holds only files',
    '"package/steps/a.ts" is there twice',
  ]);
});

test("a bomb, too many files, and what is no archive are refused", async () => {
  const bomb = await buildRawArchive([file("package/zeros", "0".repeat(archiveLimits.freeUnpacked))]);
  await expect(unpackTgz(bomb)).rejects.toThrow(/unpacks to more than 4000000 bytes/);
  const many = await buildRawArchive(["a", "b", "c"].map((name) => file(`package/${name}`)));
  await expect(unpackTgz(many, { ...archiveLimits, files: 2 })).rejects.toThrow("more than 2 files");
  await expect(unpackTgz(many, { ...archiveLimits, packed: 10 })).rejects.toThrow("larger than 10 bytes");
  await expect(unpackTgz(Buffer.from("no gzip"))).rejects.toThrow("no gzip file");
  await expect(unpackTgz(gzipSync("no tar".repeat(1000)))).rejects.toThrow("no tar archive");
  const cut = gzipSync((await packTar([file("package/a", "x".repeat(5000))])).slice(0, 2000));
  await expect(unpackTgz(cut)).rejects.toThrow("damaged");
});
