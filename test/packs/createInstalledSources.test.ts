import { join } from "node:path";
import { expect, test } from "vitest";
import { createPackArchives } from "../../core/packs/archive/createPackArchives.ts";
import { createInstalledSources } from "../../core/packs/createInstalledSources.ts";
import { createPackEnvironments } from "../../core/packs/environments/createPackEnvironments.ts";
import type { StoredPack, SyncPackRepository } from "../../core/service/ports/SyncPackRepository.ts";
import { buildTestArchive } from "./buildTestArchive.ts";

async function stored(version: string, installedAt: number | undefined, name = "test_pack"): Promise<StoredPack> {
  const bytes = await buildTestArchive({ meta: { name, version }, steps: { Step: `export default "${version}";` } });
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

test("the classes of installed packs come beside the others, of the newest version first", async () => {
  const own = { file: "Own", syncpack: undefined, version: undefined, path: "/own/Own.ts", owner: "the folder /own" };
  let packs = [await stored("1.9.0", 1), await stored("1.10.0", 2), await stored("2.0.0", undefined)];
  const environments = createPackEnvironments({ folder: "/data/environments" });
  const repository = { list: () => packs } as SyncPackRepository;
  const sources = createInstalledSources(
    { list: () => [own], read: async (path) => path },
    { repository, environments },
  );
  const [newest, older, ...others] = sources.list();
  expect([newest?.version, older?.version, others]).toEqual(["1.10.0", "1.9.0", [own]]);
  const folder = newest?.installed?.folder ?? "";
  expect(folder).toMatch(/environments.test_pack-1\.10\.0-[0-9a-f]{16}$/);
  expect(newest).toMatchObject({ file: "Step", syncpack: "test_pack", path: join(folder, "steps", "Step.ts") });
  expect(newest?.installed?.modulePath).toBe(join(folder, "modules", "Step.mjs"));
  packs = [];
  expect(sources.list()).toEqual([own]);
});

test("what ships with the program stands between newer and older versions of its name", async () => {
  const shipped = { file: "Step", syncpack: "shipped", version: "1.1.0", path: "/shipped/Step.ts", owner: "" };
  const packs = [await stored("1.0.0", 1, "shipped"), await stored("1.2.0", 2, "shipped")];
  const { list } = createInstalledSources(
    { list: () => [shipped], read: async (path) => path },
    {
      repository: { list: () => packs } as SyncPackRepository,
      environments: createPackEnvironments({ folder: "/data/environments" }),
    },
  );
  expect(list().map(({ version }) => version)).toEqual(["1.2.0", "1.1.0", "1.0.0"]);
});
