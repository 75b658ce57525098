import type { OwnerHost } from "../../core/host.ts";
import type { PackageSource } from "../../core/service/ports/PackArchives.ts";

/** Activates and installs a pack that was uploaded, and waits for it. Rejects with what fails. */
export async function bringInPack(
  { packRuns }: Pick<OwnerHost, "packRuns">,
  name: string,
  source: PackageSource = {},
): Promise<void> {
  const started = await packRuns.start(name, { works: ["activate", "install"], ...source });
  await started?.ended;
}
