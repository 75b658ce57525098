import { join } from "node:path";
import { expect, test } from "vitest";
import { createPackArchives } from "../../core/packs/archive/createPackArchives.ts";
import { createInstalledSources } from "../../core/packs/createInstalledSources.ts";
import { createPackEnvironments } from "../../core/packs/environments/createPackEnvironments.ts";
import type { StoredPack, SyncPackRepository } from "../../core/service/ports/SyncPackRepository.ts";
import { buildTestArchive } from "./buildTestArchive.ts";

async function stored(version: string, installedAt: number | undefined): Promise<StoredPack> {
  const bytes = await buildTestArchive({ meta: { version }, steps: { Step: `export default "${version}";` } });
  const { read: _, ...contents } = await createPackArchives().read(bytes);
  return {
    contents,
    uploadedAt: 1,
    uploadedBy: "me",
    signature: undefined,
    activatedAt: 1,
    installedAt,
    problem: undefined,
  };
}

test("the classes of installed packs come after the others, of the newest version first", async () => {
  const own = { file: "Own", syncpack: undefined, path: "/own/Own.ts", owner: "the folder /own" };
  let packs = [await stored("1.9.0", 1), await stored("1.10.0", 2), await stored("2.0.0", undefined)];
  const environments = createPackEnvironments({ folder: "/data/environments" });
  const repository = { list: () => packs } as SyncPackRepository;
  const sources = createInstalledSources(
    { list: () => [own], read: async (path) => path },
    { repository, environments },
  );
  const [first, second, third, ...others] = sources.list();
  expect(first).toBe(own);
  expect([second?.installed?.version, third?.installed?.version, others]).toEqual(["1.10.0", "1.9.0", []]);
  const folder = second?.installed?.folder ?? "";
  expect(folder).toMatch(/environments.test_pack-1\.10\.0-[0-9a-f]{16}$/);
  expect(second).toMatchObject({ file: "Step", syncpack: "test_pack", path: join(folder, "steps", "Step.ts") });
  expect(second?.installed?.modulePath).toBe(join(folder, "modules", "Step.mjs"));
  packs = [];
  expect(sources.list()).toEqual([own]);
});
