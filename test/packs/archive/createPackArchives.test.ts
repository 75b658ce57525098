import { expect, test } from "vitest";
import { createPackArchives } from "../../../core/packs/archive/createPackArchives.ts";
import { buildTestArchive, type TestPack } from "../buildTestArchive.ts";

const { read } = createPackArchives();
const steps = { First: "export default class First {}" };

async function refusal(pack: TestPack): Promise<string[]> {
  const error = await read(await buildTestArchive(pack)).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "invalid_pack" });
  return (error as { details: { reasons: string[] } }).details.reasons;
}

test("an archive says what it holds, and gives its files", async () => {
  const files = { "apps/one.json": "{}", "configs/two.json": "{}", "apps/deep/three.json": "{}" };
  const archive = await read(await buildTestArchive({ meta: { friendly_name: "Test" }, steps, files }));
  expect(archive.meta).toMatchObject({ name: "test_pack", version: "1.0.0", friendly_name: "Test", schedules: [] });
  expect(archive.steps.map(({ file }) => file)).toEqual(["First"]);
  expect([archive.applications, archive.configurations]).toEqual([["one"], ["two"]]);
  expect(archive.files).toContainEqual({ path: "modules/First.mjs", bytes: steps.First.length });
  expect(Buffer.from(archive.read("steps/First.ts")).toString()).toBe(steps.First);
});

test("the same files make the same bytes, others do not", async () => {
  const [a, b] = [await buildTestArchive({ steps }), await buildTestArchive({ steps })];
  expect(Buffer.compare(a, b)).toBe(0);
  const other = await buildTestArchive({ steps, files: { "README.md": "x" } });
  expect((await read(other)).hash).not.toBe((await read(a)).hash);
});

test("an archive that is not whole is refused with every reason", async () => {
  expect(await refusal({ steps, files: { "modules/First.mjs": "changed" } })).toEqual([
    "the module of the step class First is not the one that was described",
  ]);
  expect(await refusal({ steps, files: { "modules/Second.mjs": "more", "apps/a b.json": "{}" } })).toEqual([
    "modules/Second.mjs belongs to no step class",
    '"a b" cannot be the name of a document',
  ]);
  const paths = [".npmrc", ".npm/.npmrc", "Node_modules/a/index.js", "package.json", "package-lock.json"];
  const foreign = await refusal({ files: Object.fromEntries(paths.map((path) => [path, "{}"])) });
  expect(foreign.sort()).toEqual(paths.map((path) => `${path} is nothing that "sluice pack build" makes`).sort());
  expect(await refusal({ files: { "manifests.json": "{" } })).toEqual([expect.stringContaining("manifests.json: ")]);
  expect(await refusal({ files: { "manifests.json": '{"format": 1, "steps": [{"file": "../x"}]}' } })).toEqual(
    expect.arrayContaining([expect.stringContaining("manifests.json: steps.0.file")]),
  );
  expect(await refusal({ steps: { First: "x" }, meta: { name: "a", version: "1" } })).toEqual([
    "meta.json: version: must be a version such as 1.0.0",
  ]);
});
