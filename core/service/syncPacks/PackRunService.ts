import { SluiceError } from "../../base/SluiceError.ts";
import type { Engine } from "../../engine/Engine.ts";
import type { RunRecord } from "../../model/RunRecord.ts";
import type { PackageSource } from "../ports/PackArchives.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import type { PackSteps } from "./PackSteps.ts";
import type { PackWork } from "./packPhases.ts";
import { planPackRun } from "./planPackRun.ts";
import type { SyncPackService } from "./SyncPackService.ts";

interface Parts {
  ports: Pick<ServicePorts, "clock" | "random" | "vault">;
  syncPacks: SyncPackService;
  steps: PackSteps;
  engine: Engine;
}

/** A run that brings a pack into use, and is on disk. */
export interface PackRun {
  run: RunRecord;
  /** Rejects with what a step failed with, or `run_not_finished` when it was stopped. */
  ended: Promise<void>;
}

/** Brings SyncPacks into use by runs of their own: a step for each phase, with states, log and recovery as those of any run. */
export class PackRunService {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** undefined = nothing is left to do. Throws what `SyncPackService.findTarget` throws; what fails later fails the run. */
  async start(
    name: string,
    {
      works,
      version,
      ...source
    }: PackageSource & { works: readonly [PackWork, ...PackWork[]]; version?: string | undefined },
  ): Promise<PackRun | undefined> {
    const { ports, syncPacks, steps, engine } = this.parts;
    const target = syncPacks.findTarget(name, { works, version, source });
    if (target === undefined) return undefined;
    const planned = planPackRun(target, { works, ports });
    const { id } = planned.record;
    steps.watch(id);
    const run = await engine.accept(planned).catch((error: unknown) => {
      steps.takeFailure(id);
      throw error;
    });
    const ended = this.end(id, `${works.join(" and ")} the SyncPack "${target.name}" ${target.version}`);
    // Nobody may be waiting.
    ended.catch(() => undefined);
    return { run, ended };
  }

  private async end(id: string, what: string): Promise<void> {
    const { steps, engine } = this.parts;
    let failure: unknown;
    try {
      if ((await engine.finished(id)).state === "SUCCESS") return;
    } finally {
      failure = steps.takeFailure(id);
    }
    throw failure ?? new SluiceError("run_not_finished", `The run ${id}, which was to ${what}, was stopped.`);
  }
}
