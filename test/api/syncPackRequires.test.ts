import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { formatIndex, indexPath } from "../../core/packs/archive/packIndex.ts";
import { buildRealPack, stepCode } from "../packs/buildRealPack.ts";
import { buildTestArchive } from "../packs/buildTestArchive.ts";
import { runToEnd } from "../service/openTestHost.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { openTestApi, type TestApi } from "./openTestApi.ts";

async function bringArchive({ host, ask }: TestApi, archive: Uint8Array, { activate = true } = {}): Promise<string> {
  const { stored } = await host.services.syncPacks.upload(archive, { overwrite: true });
  const { name = "", version } = stored?.contents.meta ?? {};
  if (activate) await ask("POST", `/syncpacks/${name}/activate`, { body: { version } });
  return name;
}

const bring = async (world: TestApi, meta: Record<string, unknown>, options?: { activate: boolean }) =>
  bringArchive(world, await buildTestArchive({ meta }), options);

test("what a pack requires is there first: told by name while it is missing, and installed before it", async () => {
  const world = await openTestApi();
  const { ask } = world;
  const child = { name: "child_pack", requires_dist: ["parent_pack ^1.0.0", "base_steps_syncpack", "left@1.x"] };
  await bring(world, child);
  const missing = async () => {
    const refused = await ask("POST", "/syncpacks/child_pack/install");
    expect([refused.statusCode, refused.json().code]).toEqual([409, "pack_missing"]);
    return refused.json().details.missing;
  };
  const nowhere = "there is no such SyncPack, and no npm package of it in its modules";
  expect(await missing()).toEqual([`parent_pack ^1.0.0 (${nowhere})`, `left@1.x (${nowhere})`]);
  const kept = (await ask("GET", "/syncpacks/child_pack")).json();
  expect(kept).toMatchObject({ installed: false, problem: expect.stringContaining("parent_pack ^1.0.0") });

  // A package whose code is in its modules is there.
  const left = { name: "left", version: "1.3.0", license: "MIT", installScripts: false };
  const files = { [indexPath]: formatIndex({ steps: [], dependencies: [left] }) };
  await bringArchive(world, await buildTestArchive({ meta: child, files }));
  await bring(world, { name: "parent_pack", version: "2.0.0" });
  expect(await missing()).toEqual(["parent_pack ^1.0.0 (here is 2.0.0)"]);
  await bring(world, { name: "parent_pack", version: "1.1.0" }, { activate: false });
  expect(await missing()).toEqual(["parent_pack ^1.0.0 (1.1.0 is uploaded and not activated yet)"]);
  await ask("POST", "/syncpacks/parent_pack/activate", { body: { version: "1.1.0" } });
  const installed = await ask("POST", "/syncpacks/child_pack/install");
  expect([installed.statusCode, installed.json().problem]).toEqual([200, null]);
  expect((await ask("GET", "/syncpacks/parent_pack/versions")).json()).toMatchObject([
    { version: "1.1.0", installed: true },
    { version: "2.0.0", installed: false },
  ]);
});

test("an installed pack stays as it is when the pack that its steps extend is updated", async () => {
  const world = await openTestApi();
  const { ask, host } = world;
  const folder = tempFolder();
  const parent = (version: string) =>
    buildRealPack(folder, {
      meta: { name: "parent_pack", version },
      steps: { Greet: stepCode("Greet", JSON.stringify(`hello of ${version}`)) },
    });
  const bringIn = async (archive: Uint8Array): Promise<void> => {
    const name = await bringArchive(world, archive);
    expect((await ask("POST", `/syncpacks/${name}/install`)).statusCode).toBe(200);
  };
  await bringIn(await parent("1.0.0"));
  const code = `import { Greet } from "parent_pack";
export default class GreetAgain extends Greet {
  override friendlyName = "Greet again";
}
`;
  const meta = { name: "child_pack", version: "1.0.0", requires_dist: ["parent_pack"] };
  const parents = [join(folder, "parent_pack-1.0.0")];
  await bringIn(await buildRealPack(folder, { meta, steps: { GreetAgain: code } }, { parents }));
  const said = async () => {
    const steps = ["GreetAgain", "Greet"].map((file) => ({ name: file, file }));
    const result = await runToEnd(host, { name: "both", app_variables: [], steps });
    return result.steps.map(({ data }) => data);
  };
  expect(await said()).toEqual(["hello of 1.0.0", "hello of 1.0.0"]);
  await bringIn(await parent("2.0.0"));
  expect(await said()).toEqual(["hello of 1.0.0", "hello of 2.0.0"]);
  expect((await ask("DELETE", "/syncpacks/parent_pack?version=1.0.0&force=true")).statusCode).toBe(200);
  expect(await said()).toEqual(["hello of 1.0.0", "hello of 2.0.0"]);
});

test("packs that require each other are installed together", async () => {
  const world = await openTestApi();
  await bring(world, { name: "egg_pack", requires_dist: ["hen_pack"] });
  await bring(world, { name: "hen_pack", requires_dist: ["egg_pack>=1.0.0"] });
  expect((await world.ask("POST", "/syncpacks/hen_pack/install")).statusCode).toBe(200);
  expect((await world.ask("GET", "/syncpacks/egg_pack")).json()).toMatchObject({ installed: true });
});

test("a step that extends one of another pack is read only, and a copy of it can be edited", async () => {
  const folder = tempFolder();
  const parent = await buildRealPack(folder, {
    meta: { name: "hello_pack", version: "1.0.0" },
    steps: {
      Hello: stepCode("Hello", "this.words()").replace(
        "override async",
        'words() { return "hello"; }\n  override async',
      ),
    },
  });
  const path = join(folder, "hello_pack-1.0.0.tgz");
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, parent);
  const code = `import { Hello } from "hello_pack";
import { loud } from "../util/loud.ts";
export default class Louder extends Hello {
  override words() { return loud(super.words()); }
}
`;
  const given = {
    meta: { name: "louder_pack", version: "1.0.0", requires_dist: ["hello_pack ^1.0.0"] },
    steps: { Louder: code },
    files: { "util/loud.ts": "export const loud = (text: string): string => text.toUpperCase();\n" },
  };
  await expect(buildRealPack(folder, given)).rejects.toThrow(/hello_pack/);
  const child = await buildRealPack(folder, given, { parents: [path] });
  const world = await openTestApi();
  const { ask, host } = world;
  await bringArchive(world, parent);
  await bringArchive(world, child);
  expect((await ask("POST", "/syncpacks/louder_pack/install")).json()).toMatchObject({
    installed: true,
    problem: null,
  });
  const run = async (file: string) =>
    (await runToEnd(host, { name: "louder", app_variables: [], steps: [{ name: "a", file }] })).steps[0]?.data;
  expect([await run("Hello"), await run("Louder")]).toEqual(["hello", "HELLO"]);

  const edited = await ask("PUT", "/steps/Louder/draft", { body: { code: stepCode("Louder", "1") } });
  expect([edited.statusCode, edited.json().code]).toEqual([409, "already_exists"]);
  expect((await ask("DELETE", "/steps/Louder")).json()).toMatchObject({ code: "not_supported" });
  const copied = await ask("POST", "/steps/Louder/copy", { body: { to: "MyLouder" } });
  expect([copied.statusCode, copied.json().detail]).toEqual([200, undefined]);
  expect(await run("MyLouder")).toBe("HELLO");
});
