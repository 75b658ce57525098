import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { StepManifest } from "../../core/model/StepManifest.ts";
import { createClassSources } from "../../core/workers/createClassSources.ts";
import { createManifestCache } from "../../core/workers/createManifestCache.ts";
import { tempFolder } from "../support/tempFolder.ts";

describe("createClassSources", () => {
  it("lists the files of packs by the name in their meta.json, and those of folders", async () => {
    const root = tempFolder();
    mkdirSync(join(root, "packs", "one", "steps"), { recursive: true });
    mkdirSync(join(root, "mine", "nested.ts"), { recursive: true });
    writeFileSync(join(root, "packs", "one", "meta.json"), '{"name": "one_syncpack", "version": "1.2.0"}');
    for (const name of ["packs/one/steps/A.ts", "mine/B.ts", "mine/B.test.ts", "mine/types.d.ts", "mine/notes.md"]) {
      writeFileSync(join(root, name), `// ${name}`);
    }
    const sources = createClassSources({ packFolder: join(root, "packs"), stepFolders: [join(root, "mine")] });
    expect(sources.list().map(({ file, syncpack, version }) => [file, syncpack, version])).toEqual([
      ["A", "one_syncpack", "1.2.0"],
      ["B", undefined, undefined],
    ]);
    expect(await sources.read(join(root, "mine", "B.ts"))).toBe("// mine/B.ts");
    await expect(sources.read(join(root, "C.ts"))).rejects.toMatchObject({ code: "not_found" });
  });

  it("sees a class that comes or goes after it has looked into a folder", () => {
    const { now } = Date;
    // A folder that just changed is not remembered.
    vi.spyOn(Date, "now").mockImplementation(() => now() + 3_600_000);
    onTestFinished(() => void vi.restoreAllMocks());
    const root = tempFolder();
    writeFileSync(join(root, "A.ts"), "");
    const sources = createClassSources({ packFolder: tempFolder(), stepFolders: [root] });
    const list = () => sources.list().map(({ file }) => file);
    expect([list(), list()]).toEqual([["A"], ["A"]]);
    writeFileSync(join(root, "B.ts"), "");
    expect(list()).toEqual(["A", "B"]);
    rmSync(join(root, "A.ts"));
    expect(list()).toEqual(["B"]);
  });

  it("says which folder is not there", () => {
    const root = tempFolder();
    const sources = createClassSources({ packFolder: root, stepFolders: [join(root, "nowhere")] });
    expect(() => sources.list()).toThrow(expect.objectContaining({ code: "not_found" }));
  });
});

describe("createManifestCache", () => {
  const manifest = { hash: "abc", file: "A" } as StepManifest;

  it("gives a manifest back to the next process, and nothing for a damaged file", () => {
    const cacheFolder = join(tempFolder(), "cache");
    createManifestCache({ cacheFolder }).save(manifest);
    expect(createManifestCache({ cacheFolder }).find("abc")).toEqual(manifest);
    writeFileSync(join(cacheFolder, "abc.manifest-1.json"), "{");
    expect(createManifestCache({ cacheFolder }).find("abc")).toBeUndefined();
  });

  it("keeps what packs have where every data folder finds it, and nothing else there", () => {
    const root = tempFolder();
    const open = (name: string) =>
      createManifestCache({ cacheFolder: join(root, name), packCacheFolder: join(root, "packs") });
    const ofPack = { hash: "def", file: "B", syncpack: "pack" } as StepManifest;
    const first = open("one");
    first.save(manifest);
    first.save(ofPack);
    expect(open("two").find("def")).toEqual(ofPack);
    expect(open("two").find("abc")).toBeUndefined();
    expect(open("one").find("abc")).toEqual(manifest);
  });

  it("goes without when the folder cannot be written", () => {
    const file = join(tempFolder(), "file");
    writeFileSync(file, "");
    const cache = createManifestCache({ cacheFolder: join(file, "cache") });
    cache.save(manifest);
    expect(cache.find("abc")).toEqual(manifest);
  });
});
