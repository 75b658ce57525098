import { join } from "node:path";
import { expect, test } from "vitest";
import { Sluice } from "./Sluice.ts";

test("a new pack is written and built, and what is wrong with one is listed", async () => {
  const sluice = new Sluice();
  const made = await sluice.run(["pack", "new", "my_pack"]);
  expect([made.code, made.out]).toEqual([0, expect.stringContaining("sluice pack build my_pack")]);
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
