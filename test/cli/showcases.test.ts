import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { showcases } from "../../core/cli/bin/showcases.mjs";
import { Sluice } from "./Sluice.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));

test("a first start lists the showcases, published and ready to run", async () => {
  const sluice = new Sluice();
  expect((await sluice.run(["import", ...showcases.map((file) => join(project, file))])).code).toBe(0);
  const listed = JSON.parse((await sluice.run(["apps", "--json"])).out) as { name: string; revision: number | null }[];
  expect(listed.map(({ name, revision }) => [name, revision])).toEqual([
    ["showcase", 1],
    ["showcase_cities", 1],
  ]);
});
