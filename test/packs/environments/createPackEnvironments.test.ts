import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createPackArchives } from "../../../core/packs/archive/createPackArchives.ts";
import {
  createPackEnvironments,
  sweepPackEnvironments,
} from "../../../core/packs/environments/createPackEnvironments.ts";
import { tempFolder } from "../../support/tempFolder.ts";
import { buildTestArchive } from "../buildTestArchive.ts";

const archive = await createPackArchives().read(await buildTestArchive({ steps: { First: "export default 1;" } }));
const pack = { ...archive.meta, hash: archive.hash };

test("a pack is unpacked into a folder of its own, only to be read, and removed as a whole", async () => {
  const folder = join(tempFolder(), "environments");
  const environments = createPackEnvironments({ folder });
  await environments.unpack(archive);
  await environments.unpack(archive);
  expect([environments.has(pack), readdirSync(folder)]).toEqual([false, [expect.stringMatching(/^\.new-/)]]);
  const path = await environments.build(archive);
  expect(path).toBe(environments.folderOf(pack));
  expect(readFileSync(join(path, "steps/First.ts"), "utf8")).toBe("export default 1;");
  expect(statSync(join(path, "meta.json")).mode & 0o777).toBe(0o400);
  expect(await environments.build(archive)).toBe(path);
  expect(readdirSync(folder)).toHaveLength(1);
  await environments.remove(pack);
  await environments.remove(pack);
  expect(readdirSync(folder)).toEqual([]);
});

test("what a kill left unfinished is swept, counts as not there, and does not stand in the way", async () => {
  const folder = join(tempFolder(), "environments");
  const environments = createPackEnvironments({ folder });
  mkdirSync(join(folder, ".new-left"), { recursive: true });
  writeFileSync(join(folder, ".new-left", "meta.json"), "half");
  expect(environments.has(pack)).toBe(false);
  sweepPackEnvironments({ folder });
  expect(readdirSync(folder)).toEqual([]);
  await environments.build(archive);
  sweepPackEnvironments({ folder });
  expect(environments.has(pack)).toBe(true);
  await environments.remove(pack);
  await environments.unpack(archive);
  await environments.remove(pack);
  expect(readdirSync(folder)).toEqual([]);
});

test("when a file cannot be written nothing is there", async () => {
  const folder = join(tempFolder(), "environments");
  const environments = createPackEnvironments({ folder });
  const broken = { ...archive, files: [...archive.files, { path: "missing", bytes: 1 }] };
  await expect(environments.build(broken)).rejects.toThrow("missing");
  expect(environments.has(pack)).toBe(false);
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
});
