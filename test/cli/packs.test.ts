import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildTestArchive } from "../packs/buildTestArchive.ts";
import { createTestSigner } from "../packs/signatures/createTestSigner.ts";
import { Sluice } from "./Sluice.ts";

test("an archive is uploaded, activated when one agrees, installed, listed and removed", async () => {
  const sluice = new Sluice();
  await sluice.run(["pack", "new", "my_pack"]);
  await sluice.run(["pack", "build", "my_pack"]);
  const uploaded = await sluice.run(["pack", "upload", "my_pack-0.1.0.tgz"]);
  expect([uploaded.code, uploaded.out]).toEqual([0, expect.stringContaining("Uploaded my_pack 0.1.0")]);
  const asked = await sluice.run(["pack", "activate", "my_pack"]);
  expect([asked.code, asked.err]).toEqual([2, expect.stringContaining("Nothing was activated. Add --yes")]);
  for (const part of ["sha256 ", "nobody vouches", "steps/MyPackGreet.ts", "0 npm packages", "hosts"]) {
    expect(asked.out).toContain(part);
  }
  expect(await sluice.json(["pack", "activate", "my_pack", "--version", "0.1.0", "--yes"])).toMatchObject({
    activated: true,
    installed: false,
  });
  expect(await sluice.json(["pack", "install", "my_pack"])).toMatchObject({ installed: true });
  expect((await sluice.run(["pack", "list"])).out).toMatch(/my_pack +0\.1\.0 +installed +1/);
  const shown = (await sluice.run(["pack", "show", "my_pack"])).out;
  expect(shown).toMatch(/Steps +MyPackGreet[\s\S]*Applications +my_pack_greeting[\s\S]*Schedules +my_pack greeting/);
  expect(await sluice.json(["pack", "license-report", "my_pack"])).toMatchObject({ dependencies: [] });
  expect((await sluice.run(["run", "my_pack_greeting"])).code).toBe(0);
  const steps = [{ name: "a", file: "MyPackGreet", who: "Ada" }];
  sluice.write("mine.json", { name: "mine", app_variables: [], steps });
  expect((await sluice.run(["import", "mine.json"])).code).toBe(0);
  // What was imported names no version yet; what is moved does.
  for (const said of ["mine: my_pack 0.1.0", "mine keeps 0.1.0 already"]) {
    const moved = await sluice.run(["pack", "upgrade-apps", "my_pack", "--app", "mine", "--yes"]);
    expect([moved.code, moved.out]).toEqual([0, expect.stringContaining(said)]);
  }
  expect((await sluice.run(["pack", "remove", "my_pack"])).code).toBe(2);
  expect(await sluice.json(["pack", "remove", "my_pack", "--yes", "--force"])).toMatchObject({ removed: true });
  expect((await sluice.run(["pack", "show", "my_pack"])).code).toBe(4);
});

test("activating and installing show their phases, and say what failed in which", async () => {
  const sluice = new Sluice();
  await sluice.run(["pack", "new", "my_pack"]);
  await sluice.run(["pack", "build", "my_pack"]);
  await sluice.run(["pack", "upload", "my_pack-0.1.0.tgz"]);
  const activated = await sluice.run(["pack", "activate", "my_pack", "--yes"]);
  expect(activated.code).toBe(0);
  expect(activated.out).toMatch(
    /Verify the archive\n {4}The archive is as it was uploaded[\s\S]* ✔ done[\s\S]*Unpack it\n[\s\S]*Build its environment\n {4}It brings[\s\S]* ✔ done[\s\S]*✔ Activated my_pack 0\.1\.0\./,
  );
  sluice.write("mine.json", {
    name: "my_pack_greeting",
    app_variables: [],
    steps: [{ name: "a", file: "Log", message: "m" }],
  });
  await sluice.run(["import", "mine.json"]);
  const refused = await sluice.run(["pack", "install", "my_pack"]);
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("names exist twice")]);
  expect(refused.out).toMatch(
    /Check its step classes\n {4}The step class MyPackGreet[\s\S]*Register its content\n {2}✖ failed/,
  );
  const runs = (await sluice.run(["runs"])).out;
  expect(runs).toMatch(/syncpack:my_pack@0\.1\.0 +✖ FAILURE[\s\S]*syncpack:my_pack@0\.1\.0 +✔ SUCCESS/);
  expect((await sluice.run(["replay", "last"])).err).toContain("is not repeated");
});

test("all that a pack says it needs is listed, with what nothing holds it to", async () => {
  const sluice = new Sluice();
  const wanted = { net: ["evil.example"], read: ["/etc/passwd"], write: ["/srv"], env: ["HOME"] };
  const show = async (version: string, rest: object) => {
    const meta = { name: "hostile", version, permissions: { ...wanted, ...rest } };
    const archive = await buildTestArchive({ meta, files: { "util/deep/deeper.ts": "" } });
    writeFileSync(join(sluice.folder, "hostile.tgz"), archive);
    expect((await sluice.run(["pack", "upload", "hostile.tgz"])).code).toBe(0);
    return (await sluice.run(["pack", "show", "hostile", "--version", version])).out;
  };
  const held = await show("1.0.0", { child_processes: false, native_code: false });
  for (const part of ["util/deep/deeper.ts", "meta.json", "manifests.json"]) expect(held).toContain(part);
  expect(held).toMatch(/hosts +evil\.example {2}\(only said: nothing holds it to this\)/);
  expect(held).toMatch(/files it reads +\/etc\/passwd\n.*files it writes +\/srv\n.*environment variables +HOME\n/);
  expect(held).toMatch(/other programs +no\n.*native code +no\n/);
  const free = await show("2.0.0", { child_processes: true, native_code: true });
  expect(free).toMatch(/files it reads +\/etc\/passwd {2}\(nothing holds programs that it starts, or native code/);
  expect(free).toMatch(/other programs +yes .*\n.*native code +yes /);
});

test("a signature beside an archive is judged by the keys one trusts", async () => {
  const sluice = new Sluice();
  const signer = createTestSigner();
  await sluice.run(["pack", "new", "my_pack"]);
  await sluice.run(["pack", "build", "my_pack"]);
  const archive = join(sluice.folder, "my_pack-0.1.0.tgz");
  writeFileSync(`${archive}.minisig`, signer.sign(readFileSync(archive), "the first"));
  writeFileSync(join(sluice.folder, "ada.pub"), `untrusted comment: minisign public key\n${signer.publicKey}\n`);
  expect((await sluice.run(["pack", "upload", "my_pack-0.1.0.tgz"])).code).toBe(0);
  expect((await sluice.run(["pack", "show", "my_pack"])).out).toContain("by the unknown key");
  expect((await sluice.run(["pack", "key", "add", "Ada", "ada.pub"])).code).toBe(0);
  expect((await sluice.run(["pack", "key", "list"])).out).toContain(signer.publicKey);
  expect((await sluice.run(["pack", "show", "my_pack"])).out).toContain("by the known key of Ada");
  sluice.write("forged.minisig", createTestSigner().sign(readFileSync(archive), "the first"));
  const forged = await sluice.run(["pack", "upload", "my_pack-0.1.0.tgz", "--signature", "forged.minisig"]);
  expect([forged.code, forged.err]).toEqual([3, expect.stringContaining("is not what the key of Ada")]);
  expect((await sluice.run(["pack", "upload", "my_pack-0.1.0.tgz", "--signature", "none"])).code).toBe(4);
  expect((await sluice.run(["pack", "key", "remove", "Bob"])).code).toBe(4);
  expect((await sluice.run(["pack", "key", "remove", "Ada"])).code).toBe(0);
});

test("a new pack is written and built, and what is wrong with one is listed", async () => {
  const sluice = new Sluice();
  const made = await sluice.run(["pack", "new", "my_pack"]);
  expect([made.code, made.out]).toEqual([0, expect.stringContaining("sluice pack build my_pack")]);
  expect(await sluice.json(["pack", "test", "my_pack"])).toMatchObject({ passed: true });
  const built = await sluice.json(["pack", "build", "my_pack", "--out", "dist"]);
  expect(built).toMatchObject({
    name: "my_pack",
    version: "0.1.0",
    path: join(sluice.folder, "dist", "my_pack-0.1.0.tgz"),
    steps: ["MyPackGreet"],
    dependencies: [],
  });
  sluice.write("my_pack/meta.json", { name: "my pack", version: "1" });
  const broken = await sluice.run(["pack", "build", "my_pack"]);
  expect([broken.code, broken.err]).toEqual([
    3,
    expect.stringMatching(/meta\.json: name: [\s\S]*meta\.json: version: /),
  ]);
  expect((await sluice.run(["pack", "build", "nowhere"])).code).toBe(4);
});
