import type { PackVersion, PackWork } from "../../state/ports/SyncPackPort.ts";

/** What there is left to do for a pack until it is in use; one that is and failed has lost its folder. */
export function listWork({
  stage,
  isActivated,
  isInstalled,
}: Pick<PackVersion, "stage" | "isActivated" | "isInstalled">): readonly PackWork[] {
  if (isInstalled) return stage === "failed" ? ["activate"] : [];
  return isActivated ? ["install"] : ["activate", "install"];
}
