import type { PackageSource, PackVersion, SyncPackPort } from "../../state/ports/SyncPackPort.ts";

export type PackWork = "activate" | "install";
export type WorkState = "waiting" | "running" | "done" | "failed";

/** What is to be done with a pack, in order, and how far it is. */
export type PackProgress = readonly { work: PackWork; state: WorkState }[];

/** What there is left to do for a pack until it is in use; one that is and failed has lost its folder. */
export function listWork({ stage, isActivated, isInstalled }: PackVersion): readonly PackWork[] {
  if (isInstalled) return stage === "failed" ? ["activate"] : [];
  return isActivated ? ["install"] : ["activate", "install"];
}

/** Does what is wanted one after the other and tells how far it is; ends with the first that fails, and rejects with its sentence. */
export async function bringInPack(
  port: Pick<SyncPackPort, PackWork>,
  options: {
    pack: { name: string; version: string };
    source: PackageSource;
    works: readonly PackWork[];
    tell: (progress: PackProgress) => void;
  },
): Promise<void> {
  const { pack, source, works, tell } = options;
  const { name, version } = pack;
  const states = new Map<PackWork, WorkState>(works.map((work) => [work, "waiting"]));
  const set = (work: PackWork, state: WorkState): void => {
    states.set(work, state);
    tell(works.map((one) => ({ work: one, state: states.get(one) ?? "waiting" })));
  };
  for (const work of works) {
    set(work, "running");
    try {
      await (work === "activate" ? port.activate(name, { version, ...source }) : port.install(name, version));
    } catch (error) {
      set(work, "failed");
      throw error;
    }
    set(work, "done");
  }
}
